package dev.didact.shell.authoring;

import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.ShellError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The folder `repository/` of a distribution, from which the projects of plugin authors take what is Didact's.
///
/// @param folder the folder
/// @param version the version of everything in it, which only this build of Didact has
record AuthorRepository(Path folder, String version) {
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
            return new AuthorRepository(folder, version);
        } catch (IOException missing) {
            throw ShellError.of(
                    ErrorCode.HOME,
                    "the distribution in " + home + " has no repository for plugin projects (" + missing.getMessage()
                            + "); unpack or build it again");
        }
    }
}
