package dev.didact.engine.internal.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/// Any bytes as the manifest of a plugin: it is read, or refused.
public final class ManifestFuzz {
    private ManifestFuzz() {}

    /// The engine's own manifest.
    public static List<byte[]> seeds() throws IOException {
        try (InputStream manifest = ManifestReader.class.getResourceAsStream("/" + Archive.MANIFEST)) {
            return List.of(Objects.requireNonNull(manifest).readAllBytes());
        }
    }

    /// Reads a manifest, and what a listing needs of it.
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Manifest manifest = ManifestReader.read(input);
            ManifestReader.read(ManifestReader.withoutSchemas(input), () -> manifest);
        } catch (BadArchiveException _) {
            // what is wrong with it is told
        }
    }
}
