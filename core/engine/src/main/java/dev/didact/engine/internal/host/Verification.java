package dev.didact.engine.internal.host;

import static dev.didact.engine.Finding.refused;

import dev.didact.engine.Finding;
import dev.didact.engine.Finding.Area;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.PluginVerification;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.workspace.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Looks at a plugin: first at its files, then, if these can be used at all, at its code while it runs.
public final class Verification {
    private Verification() {}

    /// See [PluginVerification#of].
    public static PluginVerification of(Path from, Predicate<PluginOffer> mayRun) throws InterruptedException {
        try {
            Path temporary = Files.createTempDirectory("didact-verify-");
            try {
                return of(from, mayRun, temporary);
            } finally {
                FileTree.delete(temporary);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Category.ENVIRONMENT,
                    "E402",
                    from.getFileName() + " cannot be looked at (" + e + "); check its rights and the room on the disk",
                    e);
        }
    }

    private static PluginVerification of(Path from, Predicate<PluginOffer> mayRun, Path temporary)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        String name = from.getFileName().toString();
        try {
            Archive archive = Archive.read(Installer.built(from));
            Manifest manifest = Found.manifest(archive);
            Path folder = Files.createDirectories(temporary.resolve("unpacked"));
            Unpacker.fill(archive, folder);
            Inspected plugin = Inspected.of(archive, manifest, folder);
            PackagingCheck.check(plugin, findings::add);
            ReferenceCheck.check(plugin, findings::add);
            MakingCheck.check(plugin, findings::add);
            Requirements.platform(manifest)
                    .ifPresent(reason ->
                            findings.add(refused(Area.PACKAGING, reason, "build it against the API of this Didact")));
            if (findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.REFUSED)) {
                LifeCheck.check(archive.path(), mayRun, temporary, findings::add);
            }
            return new PluginVerification(manifest.id(), manifest.version(), findings);
        } catch (BadArchiveException e) {
            findings.add(refusal(Area.PACKAGING, e));
            return new PluginVerification(name, "", findings);
        }
    }

    /// What the host says of an archive: the reason, then the cure.
    static Finding refusal(Area area, BadArchiveException e) {
        String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
        return refused(area, parts[0], parts.length == 2 ? parts[1] : "build it again");
    }
}
