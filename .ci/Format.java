import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The format of every Java file in the tree: `check` names the files that differ from it and fails, `apply` rewrites
/// them. Run by the build in a process of its own, because the formatter parses with the compiler of its JVM.
final class Format {

    private record Difference(Path file, Optional<String> wanted, String why) {}

    private static final int COLUMNS = 120;
    private static final String TAG_INDENT = "     ";
    private static final Pattern COMMENT = Pattern.compile("(?m)^([ \\t]*)///(.*)$");
    private static final Pattern STAND_IN = Pattern.compile("(?m)^([ \\t]*)/// #(\\d+)#$");

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        String goal = arguments[0];
        Path root = Path.of(arguments[1]);
        if (!goal.equals("check") && !goal.equals("apply")) {
            System.err.println("format.goal is '" + goal + "', must be check or apply");
            System.exit(2);
        }
        List<Difference> differences;
        try (Stream<Path> files = Files.walk(root)) {
            differences = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> isSource(root.relativize(file)))
                    .sorted()
                    .parallel()
                    .flatMap(file -> difference(file).stream())
                    .toList();
        }
        boolean failed = false;
        for (Difference difference : differences) {
            if (goal.equals("apply") && difference.wanted().isPresent()) {
                Files.writeString(difference.file(), difference.wanted().get());
                System.out.println("Formatted: " + root.relativize(difference.file()));
            } else {
                failed = true;
                System.err.println(difference.why() + ": " + root.relativize(difference.file()));
            }
        }
        if (failed) {
            System.err.println("Repair: mvn -N validate -Dformat.goal=apply");
            System.exit(1);
        }
    }

    private static boolean isSource(Path relative) {
        for (Path segment : relative) {
            if (segment.toString().equals("target") || segment.toString().equals(".git")) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Difference> difference(Path file) {
        try {
            String text = Files.readString(file);
            String wanted = formatted(text);
            return wanted.equals(text)
                    ? Optional.empty()
                    : Optional.of(new Difference(file, Optional.of(wanted), "Not formatted"));
        } catch (FormatterException | IOException failure) {
            return Optional.of(
                    new Difference(file, Optional.empty(), "Not readable as Java (" + failure.getMessage() + ")"));
        }
    }

    /// The formatter breaks a `///` line that is too long without repeating its slashes, so it sees a short stand-in
    /// for each, and the lines are wrapped here. Imports are repaired before, while the names in those lines still
    /// count.
    private static String formatted(String text) throws FormatterException {
        String repaired = RemoveUnusedImports.removeUnusedImports(
                ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.PALANTIR));
        List<String> comments = new ArrayList<>();
        String shortened = COMMENT.matcher(repaired).replaceAll(match -> {
            comments.add(match.group(2).stripTrailing());
            return Matcher.quoteReplacement(match.group(1) + "/// #" + (comments.size() - 1) + "#");
        });
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        String formatted = STAND_IN.matcher(formatter.formatSource(shortened))
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) + "///" + comments.get(Integer.parseInt(match.group(2)))));
        return wrapComments(formatted);
    }

    /// The text with no comment line over 120 columns: what is too much goes in front of the next line of its
    /// paragraph, or onto a line of its own. Code and tables stay as they are.
    private static String wrapComments(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        boolean code = false;
        for (int at = 0; at < lines.size(); at++) {
            Matcher comment = COMMENT.matcher(lines.get(at));
            if (!comment.matches()) {
                code = false;
                continue;
            }
            String body = comment.group(2);
            code ^= body.strip().startsWith("```");
            if (lines.get(at).length() <= COLUMNS || code) {
                continue;
            }
            String indent = switch (body.strip().charAt(0)) {
                case '|' -> "";
                case '@' -> TAG_INDENT;
                case '*', '-' -> body.substring(0, body.indexOf(body.strip())) + "  ";
                default -> body.substring(0, body.indexOf(body.strip()));
            };
            String start = comment.group(1) + "///" + indent;
            int end = lines.get(at).lastIndexOf(' ', COLUMNS);
            if (indent.isEmpty() || end <= start.length()) {
                continue;
            }
            String rest = lines.get(at).substring(end + 1);
            lines.set(at, lines.get(at).substring(0, end));
            boolean joins = at + 1 < lines.size()
                    && lines.get(at + 1).startsWith(start)
                    && lines.get(at + 1).substring(start.length()).matches("[\\p{L}\\[`('\"].*")
                    && !lines.get(at + 1).contains("```");
            if (joins) {
                lines.set(at + 1, start + rest + " " + lines.get(at + 1).substring(start.length()));
            } else {
                lines.add(at + 1, start + rest);
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
