"""Rules that checkers of ours go by, by the code of their faults.

References by number alone are to the HTML Living Standard.
"""

from __future__ import annotations

# Of a document in HTML, whichever its syntax: `_document`.
DOCUMENT = {
    "title-missing": "a document has a title with words (4.2.2)",
    "language-missing": "a document says its language (3.2.6.2; WCAG 2.2, 3.1.1)",
    "main-several": "a document has no more than one main element that is shown (4.4.14)",
    "heading-skipped": "no level of headings is skipped (WCAG 2.2, 1.3.1; G141)",
    "heading-empty": "a heading has words (WCAG 2.2, 2.4.6)",
    "id-twice": "an id is that of one element (3.2.6.1)",
    "id-malformed": "an id is not empty and has no white space (3.2.6.1)",
    "idref-dangling": "an attribute that names an id names one that is there (2.6.2; WAI-ARIA 1.2, 6.2.4)",
    "link-dangling": "a link within the document leads to something (7.4.6.4)",
    "note-elsewhere": "a note reference leads to a note (DPUB-ARIA 1.1, doc-noteref)",
    "note-one-way": "an endnote leads back to its reference (DPUB-ARIA 1.1, doc-backlink)",
    "alternative-missing": "a picture has a text alternative, empty for decoration (4.8.4.4; WCAG 2.2, 1.1.1)",
}

# Of metadata in JSON-LD: `_schema`.
SCHEMA = {
    "json-invalid": "the text is JSON (RFC 8259)",
    "json-key-twice": "a name stands once in an object (RFC 7493, 2.3)",
    "json-number": "NaN and Infinity are no numbers of JSON (RFC 8259, 6)",
    "not-schema-org": "there is metadata in the vocabulary of schema.org (JSON-LD 1.1, 3.1)",
    "type-missing": "a thing says its type (https://schema.org/docs/gs.html)",
    "type-unknown": "a type is one of schema.org's",
    "property-unknown": "a property is one that schema.org has for the type",
    "property-empty": "a property that is given says something",
    "date-invalid": "a date is one of the calendar, as ISO 8601 writes it (https://schema.org/Date)",
    "url-relative": "an address is absolute (Google, general structured data guidelines)",
    "author-unnamed": "an author has a name (Google, Article, author best practices)",
    "author-introduced": "an author's name is the name alone (Google, Article, author best practices)",
    "recommended-missing": "headline, author, date, picture: what search engines ask for is there (Google, Article)",
}

# Of an EPUB: `_publication`. References are to EPUB 3.3 by section.
PUBLICATION = {
    "zip-damaged": "the file is a zip archive without damage (OCF, 4.3)",
    "zip-bomb": "the archive unpacks to no more than a book",
    "mimetype-wrong": "the first file is `mimetype`, stored as it is, and says application/epub+zip (OCF, 4.3.3)",
    "name-unsafe": "names of files stay within the archive and are each that of one file (OCF, 4.2.3)",
    "container-wrong": "META-INF/container.xml names a package document that is there (OCF, 4.2.6.3.1)",
    "xml-malformed": "XML is well-formed (Publication resources, 3.9)",
    "identifier-missing": "the package names its unique identifier (Package document, 5.4)",
    "title-missing": "there is a title with words (Package document, 5.5.3.1.2)",
    "language-missing": "there is a language (Package document, 5.5.3.1.3)",
    "language-malformed": "a language is a tag of BCP 47 (Package document, 5.5.3.1.3)",
    "modified-wrong": "one dcterms:modified in UTC as CCYY-MM-DDThh:mm:ssZ (Package document, 5.5.5)",
    "date-several": "no more than one dc:date (Package document, 5.5.3.2.3)",
    "access-unsaid": "what readers need is said: accessMode, accessibilityFeature, accessibilityHazard "
    "(EPUB Accessibility 1.1, 2.2)",
    "file-missing": "what the manifest lists is there (Package document, 5.6.2)",
    "file-unlisted": "every file is in the manifest (Package document, 5.6.1)",
    "manifest-twice": "an id or a file stands once in the manifest (Package document, 5.6.2)",
    "navigation-wrong": "one document of the manifest is the navigation, and has a table of contents (7.1)",
    "spine-wrong": "the spine has documents of the manifest, each once (Package document, 5.7)",
    "link-broken": "a link leads to a file of the publication, and to a place in it that is there (3.6)",
    "resource-remote": "pictures and style sheets are inside (Publication resources, 3.6)",
    "css-direction": "a style sheet leaves direction and unicode-bidi to the markup (6.3.1.2)",
}

# Of a PDF: `_pages`. References are to ISO 14289-1 (PDF/UA-1) by section, else to ISO 32000-1.
PAGES = {
    "pdf-damaged": "the file is a PDF without damage (ISO 32000-1, 7.5)",
    "pdf-locked": "the file can be opened, and read aloud, without a password (7.16)",
    "untagged": "the document is tagged: marked, with a structure tree (7.1)",
    "language-missing": "the document says its language (7.2)",
    "title-missing": "the metadata have a title, and windows show it (7.1)",
    "metadata-missing": "there are metadata in XMP (7.1)",
    "font-not-embedded": "fonts are embedded (7.21.4.1)",
    "font-without-text": "what fonts draw can be read as text: they have a ToUnicode map (7.21.7)",
    "tab-order": "pages with links are walked through in the order of their structure (7.18.3)",
    "link-unnamed": "a link says in words where it leads (7.18.5)",
    "link-broken": "a link within the document leads to something (ISO 32000-1, 12.3.2)",
    "alternative-missing": "a figure has a text alternative (7.3)",
    "note-unnamed": "a note has an ID that no other note has (7.9)",
    "program-inside": "the file starts no program and runs no script",
}
