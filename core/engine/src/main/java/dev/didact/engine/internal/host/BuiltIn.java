package dev.didact.engine.internal.host;

import dev.didact.engine.PluginCard.State;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.process.ProgramIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;

/// The contributions that come with the engine: the process lane. They are a plugin like any other, but for the class
/// loader.
final class BuiltIn {

    private BuiltIn() {}

    /// The engine's own plugin.
    ///
    /// @param threads the most threads that it may compute with
    static HostedPlugin plugin(int threads) {
        ClassLoader engine = BuiltIn.class.getClassLoader();
        try {
            // A program that embeds the engine may have plugins on its class path too.
            for (URL url : Collections.list(engine.getResources(Archive.MANIFEST))) {
                byte[] json = read(url);
                Manifest manifest = ManifestReader.read(json);
                if (manifest.id().equals(ProgramIdentity.PLUGIN)) {
                    return new HostedPlugin(manifest, Hashes.sha256(json), () -> engine, threads, State.RESOLVED, "");
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
