package dev.didact.shell.authoring;

import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The folder `repository/` of a distribution, from which the projects of plugin authors take what is Didact's.
///
/// @param folder the folder
/// @param version the version of everything in it
/// @param id the name by which Maven tells it from that of another build of the same version, whose files it then does
///     not take from its own cache
record AuthorRepository(Path folder, String version, String id) {
    private static final String PARENT = "dev/didact/didact-plugin-parent";

    /// That of the distribution in a folder.
    ///
    /// @throws ShellError if it has none
    static AuthorRepository of(Path home) {
        Path folder = home.resolve("repository");
        try (Stream<Path> versions = Files.list(folder.resolve(PARENT))) {
            String version = versions.map(Path::getFileName)
                    .map(Path::toString)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no version of " + PARENT));
            return new AuthorRepository(folder, version, "didact-" + content(folder));
        } catch (IOException missing) {
            throw ShellError.of(
                    ErrorCode.HOME,
                    "the distribution in " + home + " has no repository for plugin projects (" + missing.getMessage()
                            + "); unpack or build it again");
        }
    }

    /// The beginning of a hash over the checksums that lie beside the files.
    private static String content(Path folder) throws IOException {
        List<Path> checksums;
        try (Stream<Path> files = Files.walk(folder)) {
            checksums = files.filter(file -> file.toString().endsWith(".sha1"))
                    .sorted()
                    .toList();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path checksum : checksums) {
                digest.update(Files.readAllBytes(checksum));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
