package dev.didact.shell.command;

import dev.didact.engine.Finding;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.PluginVerification;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.output.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// `plugin verify FILE`: what there is to say of a plugin before anybody uses it, each with its cure. Fails if
/// something is refused. Its code runs after consent only, as when it is installed.
final class VerifyPlugin {
    private VerifyPlugin() {}

    /// What was found, as scripts read it.
    record Verified(String id, String version, boolean refused, List<Found> findings) {}

    /// One finding.
    record Found(String severity, String area, String message, String cure) {}

    static void verify(Call call, Word word) {
        Line line = call.line();
        Path file = call.session().environment().folder().resolve(word.text());
        if (!Files.exists(file)) {
            throw line.error(ErrorCode.VALUE, word, "no file or folder '" + word.text() + "'");
        }
        var unasked = new AtomicBoolean();
        PluginVerification verification =
                Problems.at(line, word, () -> PluginVerification.of(file, offer -> agreed(call, offer, unasked)));
        show(call, verification);
        if (unasked.get()) {
            throw CapabilitySheet.unasked(line, word, "running the code of " + verification.plugin());
        }
        if (verification.refused()) {
            throw ShellError.of(ErrorCode.FAILED, verification.plugin() + " is refused; mend what is named above");
        }
    }

    private static boolean agreed(Call call, PluginOffer offer, AtomicBoolean unasked) {
        if (call.settings().yes()) {
            return true;
        }
        CapabilitySheet.lines(offer).forEach(call.out()::note);
        Optional<Boolean> answer = call.session().ask("run its code here, to look at what it does? [y/N] ");
        unasked.set(answer.isEmpty());
        return answer.orElse(false);
    }

    private static void show(Call call, PluginVerification verification) {
        List<Found> found = verification.findings().stream()
                .map(finding ->
                        new Found(word(finding.severity()), word(finding.area()), finding.message(), finding.cure()))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(verification.plugin() + " " + verification.version()) + "   "
                + (found.isEmpty() ? call.out().style().green("nothing to say") : found.size() + " found"));
        for (Finding finding : verification.findings()) {
            String severity = word(finding.severity());
            lines.add("  "
                    + (finding.severity() == Finding.Severity.REFUSED
                            ? call.out().style().red(severity)
                            : severity)
                    + "  " + word(finding.area()) + ": " + Printable.of(finding.message()));
            lines.add("           cure: " + Printable.of(finding.cure()));
        }
        call.out()
                .document(
                        new Verified(verification.plugin(), verification.version(), verification.refused(), found),
                        lines);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
