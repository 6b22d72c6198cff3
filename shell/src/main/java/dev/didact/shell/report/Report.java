package dev.didact.shell.report;

import dev.didact.engine.Comparison;
import dev.didact.engine.RunView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The report of one or several runs: one HTML file, without a script and without anything from elsewhere.
///
/// The first run is the one it is about; the others are the arms that it is held against. The same runs give the same
/// bytes: nothing in it comes from the clock or the machine that writes it.
public final class Report {
    private Report() {}

    /// Writes the report.
    ///
    /// @param runs at least one; the first is the one that it is about
    /// @param comparison how the runs differ, where there are several
    /// @param out where to write it
    /// @throws IllegalArgumentException if there is no run
    public static void write(List<RunView> runs, Optional<Comparison> comparison, Appendable out) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one run");
        }
        Page page = Page.of(runs, comparison);
        out.append(PageOutput.text(output -> JtereportGenerated.render(output, PageOutput.PLAIN, page)));
    }

    /// Writes the report into a file, in UTF-8. The folder must exist; a file of that name is replaced.
    ///
    /// @param runs at least one; the first is the one that it is about
    /// @param comparison how the runs differ, where there are several
    /// @param file where to write it
    /// @throws IllegalArgumentException if there is no run
    public static void write(List<RunView> runs, Optional<Comparison> comparison, Path file) throws IOException {
        var text = new StringBuilder();
        write(runs, comparison, text);
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
