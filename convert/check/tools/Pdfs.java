import java.io.FileInputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks PDFs against PDF/UA-1, and against the PDF/A or PDF/UA that they claim to be, in one run of Java.
 *
 * A line of output is either "done NUMBER CLAIMS", or "fault NUMBER FLAVOUR CLAUSE-TEST TIMES CONTEXT MESSAGE" for each
 * rule that is broken; fields are parted by tabs, and files numbered from 0 in the order of the arguments.
 */
public class Pdfs {
    private static final PrintStream OUT = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (int n = 0; n < files.length; n++) {
            try {
                check(n, files[n]);
            } catch (Throwable error) {
                line("fault", "" + n, "veraPDF", "exception", "1", "", "cannot be read: " + error.getMessage());
                line("done", "" + n, "");
            }
        }
        System.exit(0);
    }

    private static void check(int n, String file) throws Exception {
        List<PDFAFlavour> claimed = new ArrayList<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file))) {
            for (PDFAFlavour flavour : parser.getFlavours()) {
                if (flavour != PDFAFlavour.NO_FLAVOUR) claimed.add(flavour);
            }
        }
        List<PDFAFlavour> checked = new ArrayList<>(claimed);
        if (!checked.contains(PDFAFlavour.PDFUA_1)) checked.add(PDFAFlavour.PDFUA_1);
        StringBuilder claims = new StringBuilder();
        for (PDFAFlavour flavour : claimed) claims.append(claims.length() > 0 ? "," : "").append(flavour.getId());
        for (PDFAFlavour flavour : checked) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                report(n, flavour, validator.validate(parser));
            }
        }
        line("done", "" + n, claims.toString());
    }

    private static void report(int n, PDFAFlavour flavour, ValidationResult result) {
        Map<String, TestAssertion> first = new LinkedHashMap<>();
        Map<String, Integer> times = new LinkedHashMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() != TestAssertion.Status.FAILED) continue;
            String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
            first.putIfAbsent(rule, each);
            times.merge(rule, 1, Integer::sum);
        }
        for (String rule : first.keySet()) {
            TestAssertion each = first.get(rule);
            line("fault", "" + n, flavour.getId(), rule, "" + times.get(rule), each.getLocation().getContext(), each.getMessage());
        }
    }

    private static void line(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(line.length() > 0 ? "\t" : "").append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        byte[] bytes = (line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        OUT.write(bytes, 0, bytes.length);
        OUT.flush();
    }
}
