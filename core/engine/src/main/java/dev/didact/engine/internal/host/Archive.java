package dev.didact.engine.internal.host;

import dev.didact.engine.internal.identity.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A plugin as it lies on disk, read as far as is needed to know what it adds: its hash, the names of its files, its
/// small descriptors.
///
/// @param path the zip, jar or folder
/// @param form how it is laid out
/// @param sha256 hash of its bytes; of names and bytes of its files where it is a folder
/// @param descriptors the descriptors that it holds, as far as they are needed, by name
record Archive(Path path, Form form, String sha256, Map<String, byte[]> descriptors) {
    /// Didact's manifest.
    static final String MANIFEST = "META-INF/didact/plugin.json";

    private static final List<String> DESCRIPTORS = List.of(
            MANIFEST,
            "plugin.properties",
            "classes/META-INF/MANIFEST.MF",
            "META-INF/MANIFEST.MF",
            "classes/META-INF/extensions.idx",
            "META-INF/extensions.idx");
    private static final byte[] CONTRIBUTES = "Ldev/didact/api/Contributes;".getBytes(StandardCharsets.UTF_8);

    /// How a plugin is laid out.
    enum Form {
        /// Classes in `classes/`, jars in `lib/`, packed.
        ZIP,
        /// Classes at the top, packed.
        JAR,
        /// Classes in `classes/`, jars in `lib/`, unpacked.
        FOLDER
    }

    /// Whether something in a folder of plugins is meant to be one.
    static boolean isMeant(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".zip") || name.endsWith(".jar") || Files.isDirectory(path));
    }

    /// Reads hash and descriptors.
    ///
    /// @throws BadArchiveException if it is not an archive, or one that may not be used
    static Archive read(Path path) throws BadArchiveException {
        try {
            if (Files.isDirectory(path)) {
                Map<String, byte[]> descriptors = descriptorsOfFolder(path, DESCRIPTORS);
                if (descriptors.isEmpty() && !Files.isDirectory(path.resolve("classes"))) {
                    // Whoever names another folder by mistake need not wait until all of it was read.
                    throw new BadArchiveException("it has no " + MANIFEST
                            + ", no descriptor of PF4J and no classes/, so it is no plugin; name an archive, an unpacked one, or the folder"
                            + " of a project that was built");
                }
                return new Archive(path, Form.FOLDER, PluginFiles.sha256(path), descriptors);
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new BadArchiveException("it is neither a file nor a folder; name an archive, or an unpacked one");
            }
            if (Files.size(path) > ArchiveLimits.MOST_BYTES) {
                throw new BadArchiveException("it is larger than " + (ArchiveLimits.MOST_BYTES >> 20)
                        + " MB; build it again without what it does not need");
            }
            String sha256 = sha256(path);
            Form form = path.toString().endsWith(".jar") ? Form.JAR : Form.ZIP;
            try (var zip = new ZipFile(path.toFile())) {
                var archive = new Archive(path, form, sha256, descriptorsOfZip(zip, Files.size(path)));
                Optional<String> link = ZipLinks.first(path);
                if (link.isPresent()) {
                    throw new BadArchiveException(
                            "its entry '" + link.get() + "' is a symbolic link; put the file itself there");
                }
                return archive;
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new BadArchiveException(
                    "it is not a whole zip archive of " + size(path) + " bytes (" + e.getMessage()
                            + "); copy or build it again",
                    e);
        } catch (IOException e) {
            throw new BadArchiveException(
                    "it cannot be read (" + e.getMessage() + "); check the file and its rights", e);
        }
    }

    /// A plugin that was unpacked, under the hash of the archive that it came in. Of a folder with a manifest, that is
    /// the only descriptor.
    ///
    /// @throws BadArchiveException if it cannot be read
    static Archive unpacked(Path folder, String sha256) throws BadArchiveException {
        try {
            Path jar = folder.resolve(Unpacker.JAR);
            if (Files.isRegularFile(jar)) {
                try (var zip = new ZipFile(jar.toFile())) {
                    return new Archive(jar, Form.JAR, sha256, descriptorsOfZip(zip, Files.size(jar)));
                }
            }
            // All that is needed of most, and there may be hundreds.
            Map<String, byte[]> manifest = descriptorsOfFolder(folder, List.of(MANIFEST));
            return new Archive(
                    folder,
                    Form.FOLDER,
                    sha256,
                    manifest.isEmpty() ? descriptorsOfFolder(folder, DESCRIPTORS) : manifest);
        } catch (IOException e) {
            throw new BadArchiveException(
                    "its files in " + folder + " cannot be read (" + e.getMessage() + "); install it again", e);
        }
    }

    /// A descriptor's bytes.
    Optional<byte[]> descriptor(String name) {
        return Optional.ofNullable(descriptors.get(name));
    }

    /// A descriptor that lies where this form has its classes.
    Optional<byte[]> besideClasses(String name) {
        return descriptor(form == Form.JAR ? name : "classes/" + name);
    }

    /// A class that carries `@Contributes`, looked for where the manifest is missing.
    Optional<String> contributingClass() {
        try {
            return ClassFiles.first(
                    form == Form.FOLDER ? path.resolve("classes") : path,
                    (name, classFile) ->
                            ClassFiles.names(classFile, CONTRIBUTES) ? Optional.of(name) : Optional.empty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// SHA-256 of a file.
    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Hashes.sha256(in);
        }
    }

    private static Map<String, byte[]> descriptorsOfZip(ZipFile zip, long packed)
            throws IOException, BadArchiveException {
        var limits = new ArchiveLimits();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            limits.entry(entry.getName());
            limits.inflated(Math.max(0, entry.getSize()), packed);
        }
        var found = new HashMap<String, byte[]>();
        for (String name : DESCRIPTORS) {
            ZipEntry entry = zip.getEntry(name);
            if (entry != null) {
                found.put(name, read(zip, entry));
            }
        }
        return found;
    }

    private static Map<String, byte[]> descriptorsOfFolder(Path folder, List<String> names)
            throws IOException, BadArchiveException {
        var found = new HashMap<String, byte[]>();
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    found.put(name, limited(in, name));
                }
            }
        }
        return found;
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException, BadArchiveException {
        try (InputStream in = zip.getInputStream(entry)) {
            return limited(in, entry.getName());
        }
    }

    private static byte[] limited(InputStream in, String name) throws IOException, BadArchiveException {
        byte[] bytes = in.readNBytes(ArchiveLimits.MOST_MANIFEST_BYTES + 1);
        if (bytes.length > ArchiveLimits.MOST_MANIFEST_BYTES) {
            throw new BadArchiveException("its " + name + " is larger than 1 MB; build it again");
        }
        return bytes;
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }
}
