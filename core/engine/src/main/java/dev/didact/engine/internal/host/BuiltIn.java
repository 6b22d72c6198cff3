package dev.didact.engine.internal.host;

import dev.didact.engine.PluginCard.State;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.process.ProgramIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;

/// The contributions that come with the engine: the process lane. They are a plugin like any other, but for the class
/// loader.
final class BuiltIn {

    /// It waits for programs, and has their deadlines.
    private static final Deadlines OF_PROGRAMS =
            new Deadlines(Duration.ofDays(1), Duration.ofDays(1), Duration.ofSeconds(5));

    private BuiltIn() {}

    /// The engine's own plugin.
    ///
    /// @param settings how much it may compute
    static HostedPlugin plugin(HostSettings settings) {
        ClassLoader engine = BuiltIn.class.getClassLoader();
        try {
            // A program that embeds the engine may have plugins on its class path too.
            for (URL url : Collections.list(engine.getResources(Archive.MANIFEST))) {
                byte[] json = read(url);
                Manifest manifest = ManifestReader.read(json);
                if (manifest.id().equals(ProgramIdentity.PLUGIN)) {
                    return new HostedPlugin(
                            manifest,
                            Hashes.sha256(json),
                            () -> engine,
                            settings.with(OF_PROGRAMS),
                            State.RESOLVED,
                            "");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadArchiveException e) {
            throw new IllegalStateException("a manifest on the class path is broken: " + e.getMessage(), e);
        }
        throw new IllegalStateException(
                "the engine was built without its manifest; put didact-processor on its processor path");
    }

    private static byte[] read(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        }
    }
}
