package dev.didact.engine.internal.host;

import dev.didact.engine.PluginCard.State;
import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.StoreIndex.Stored;
import java.io.IOException;
import java.nio.file.Files;
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
        return of(archive, () -> Unpacker.unpack(archive, settings.cache()), settings);
    }

    /// A plugin of the store, as the index lists it: none of its files is read before one of its schemas or its code is
    /// needed. The files are held against their hash each time that code is loaded from them.
    ///
    /// @throws BadArchiveException if they are not those of a plugin
    static HostedPlugin stored(Stored plugin, Store store, HostSettings settings) throws BadArchiveException {
        Path folder = store.folder(plugin);
        if (!Files.isDirectory(folder)) {
            throw new BadArchiveException(
                    "its files are gone from " + folder + "; install " + plugin.from() + " again");
        }
        Unpacked files = () -> {
            store.verify(plugin);
            return folder;
        };
        if (plugin.manifest().isEmpty()) {
            return of(Archive.unpacked(folder, plugin.sha256()), files, settings)
                    .hosted(settings);
        }
        Manifest manifest = ManifestReader.read(plugin.manifest(), () -> whole(folder, plugin));
        return hosted(manifest, plugin.sha256(), new InFiles(files, manifest, settings), settings);
    }

    private static Manifest whole(Path folder, Stored plugin) {
        try {
            return manifest(Archive.unpacked(folder, plugin.sha256()));
        } catch (BadArchiveException e) {
            throw new ProblemException(
                    Category.ENVIRONMENT,
                    "E402",
                    "the manifest of plugin " + plugin.id() + "@" + plugin.version() + " in " + folder
                            + " is not the one that was installed; install " + plugin.from() + " again",
                    e);
        }
    }

    private static Found of(Archive archive, Unpacked files, HostSettings settings) throws BadArchiveException {
        Manifest manifest = manifest(archive);
        return manifest.listed() || Requirements.platform(manifest).isPresent()
                ? new Found(archive, manifest, new InFiles(files, manifest, settings), Optional.empty())
                : discovered(archive, manifest, files, settings);
    }

    /// What an archive says of itself. Loads no code of it: what a plugin without Didact's manifest contributes is not
    /// known yet.
    ///
    /// @throws BadArchiveException if it is not the archive of a plugin
    static Manifest manifest(Archive archive) throws BadArchiveException {
        Optional<byte[]> manifest = archive.descriptor(Archive.MANIFEST);
        if (manifest.isPresent()) {
            return ManifestReader.read(manifest.get());
        }
        Optional<String> contributing = archive.contributingClass();
        if (contributing.isPresent()) {
            throw new BadArchiveException("its class " + contributing.get() + " carries @Contributes but it has no "
                    + Archive.MANIFEST + "; put didact-processor on its annotation processor path and build it again");
        }
        return TextbookPlugin.manifest(archive)
                .orElseThrow(
                        () -> new BadArchiveException(
                                "it has no " + Archive.MANIFEST
                                        + " and no plugin.properties, so it is no plugin; remove it, or build it with Didact's processor"));
    }

    private static Found discovered(Archive archive, Manifest textbook, Unpacked files, HostSettings settings)
            throws BadArchiveException {
        try {
            StrictLoader loader = StrictLoader.over(files.folder(), textbook, settings.apart());
            Manifest discovered = TextbookPlugin.discover(textbook, archive, loader, settings.schemas());
            return new Found(archive, discovered, () -> loader, Optional.of(loader));
        } catch (IOException e) {
            throw new BadArchiveException("it cannot be unpacked (" + e + "); check space and rights", e);
        }
    }

    /// The plugin, in this process.
    HostedPlugin hosted(HostSettings settings) {
        return hosted(manifest, archive.sha256(), code, settings);
    }

    private static HostedPlugin hosted(Manifest manifest, String sha256, Code code, HostSettings settings) {
        return new HostedPlugin(
                manifest,
                sha256,
                code,
                settings,
                manifest.listed() ? State.RESOLVED : State.ACTIVE,
                String.join("; ", manifest.notes()));
    }

    /// The code in an archive's files.
    private record InFiles(Unpacked files, Manifest manifest, HostSettings settings) implements Code {
        @Override
        public ClassLoader load() throws IOException, BadArchiveException {
            return StrictLoader.over(files.folder(), manifest, settings.apart());
        }

        @Override
        public Path folder() throws IOException, BadArchiveException {
            return files.folder();
        }
    }

    /// Where the files of an archive lie, unpacked.
    private interface Unpacked {
        /// The folder, after a look at what is in it.
        Path folder() throws IOException, BadArchiveException;
    }

    @Override
    public void close() {
        loader.ifPresent(StrictLoader::closeQuietly);
    }
}
