import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The format of every Java file in the tree: `check` names the files that differ from it and fails, `apply` rewrites
/// them. Run by the build in a process of its own, because the formatter parses with the compiler of its JVM.
final class Format {

    private record Difference(Path file, Optional<String> wanted, String why) {}

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
            Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                    .style(JavaFormatterOptions.Style.PALANTIR)
                    .build());
            String wanted = formatter.formatSourceAndFixImports(text);
            return wanted.equals(text)
                    ? Optional.empty()
                    : Optional.of(new Difference(file, Optional.of(wanted), "Not formatted"));
        } catch (FormatterException | IOException failure) {
            return Optional.of(
                    new Difference(file, Optional.empty(), "Not readable as Java (" + failure.getMessage() + ")"));
        }
    }
}
