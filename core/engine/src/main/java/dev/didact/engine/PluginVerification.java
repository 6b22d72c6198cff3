package dev.didact.engine;

import dev.didact.engine.internal.host.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// What a look at a plugin found that needs nothing of its author: no examples, no network, no model.
///
/// It is a lint, not a sandbox: what code does by reflection is not seen, and what is not found is no promise.
///
/// @param plugin its id, or the name of the file where not even that is known
/// @param version its version; empty where not known
/// @param findings what was found, the worst first; empty where there is nothing to say
public record PluginVerification(String plugin, String version, List<Finding> findings) {
    public PluginVerification {
        findings = findings.stream()
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .toList();
    }

    /// Looks at an archive, a jar, an unpacked plugin, or the folder of a built project: at its files, and at its code
    /// while it runs in a workspace of its own. Leaves nothing behind.
    ///
    /// @param mayRun whether its code may be run, which has the rights of whoever runs this process; asked once at
    ///     most, on the calling thread, and not at all where the files are refused or there is no code
    /// @throws ProblemException if there is no such file
    public static PluginVerification of(Path plugin, Predicate<PluginOffer> mayRun) throws InterruptedException {
        return Verification.of(plugin, mayRun);
    }

    /// Whether a plugin like this should not be used.
    public boolean refused() {
        return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.REFUSED);
    }
}
