package dev.didact.engine.internal.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// An archive whose manifest was read.
///
/// @param archive the archive
/// @param manifest what it says of itself
/// @param code where its code comes from
/// @param loader its class loader, where its code had to be loaded to know it
record Found(Archive archive, Manifest manifest, Code code, Optional<StrictLoader> loader) implements AutoCloseable {
    /// Reads an archive.
    ///
    /// @throws BadArchiveException if it is none, or not one of a plugin
    static Found at(Path path, HostSettings settings) throws BadArchiveException {
        Archive archive = Archive.read(path);
        Optional<byte[]> manifest = archive.descriptor(Archive.MANIFEST);
        if (manifest.isPresent()) {
            return listed(archive, ManifestReader.read(manifest.get()), settings);
        }
        Optional<String> contributing = archive.contributingClass();
        if (contributing.isPresent()) {
            throw new BadArchiveException("its class " + contributing.get() + " carries @Contributes but it has no "
                    + Archive.MANIFEST + "; put didact-processor on its annotation processor path and build it again");
        }
        Manifest textbook = TextbookPlugin.manifest(archive)
                .orElseThrow(
                        () -> new BadArchiveException(
                                "it has no " + Archive.MANIFEST
                                        + " and no plugin.properties, so it is no plugin; remove it, or build it with Didact's processor"));
        return Requirements.platform(textbook).isPresent()
                ? listed(archive, textbook, settings)
                : discovered(archive, textbook, settings);
    }

    private static Found listed(Archive archive, Manifest manifest, HostSettings settings) {
        Code code = () -> StrictLoader.over(Unpacker.unpack(archive, settings.cache()), manifest);
        return new Found(archive, manifest, code, Optional.empty());
    }

    private static Found discovered(Archive archive, Manifest textbook, HostSettings settings)
            throws BadArchiveException {
        try {
            StrictLoader loader = StrictLoader.over(Unpacker.unpack(archive, settings.cache()), textbook);
            Manifest discovered = TextbookPlugin.discover(textbook, archive, loader, settings.schemas());
            return new Found(archive, discovered, () -> loader, Optional.of(loader));
        } catch (IOException e) {
            throw new BadArchiveException("it cannot be unpacked (" + e + "); check space and rights", e);
        }
    }

    @Override
    public void close() {
        loader.ifPresent(StrictLoader::closeQuietly);
    }
}
