import com.adobe.epubcheck.tool.EpubChecker;

/** Checks EPUBs in one run of Java: arguments are pairs of an EPUB and the JSON report to write about it. */
public class Epubs {
    public static void main(String[] arguments) {
        for (int n = 0; n + 1 < arguments.length; n += 2) {
            try {
                new EpubChecker().run(new String[] {arguments[n], "--json", arguments[n + 1]});
            } catch (Throwable error) {
                // A report that is not written is an answer that is missing.
                System.err.println(arguments[n] + ": " + error);
            }
        }
        System.exit(0);
    }
}
