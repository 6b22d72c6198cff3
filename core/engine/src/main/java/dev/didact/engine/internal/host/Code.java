package dev.didact.engine.internal.host;

import java.io.IOException;
import java.nio.file.Path;

/// Where the code of a plugin comes from.
interface Code {
    /// Makes the class loader. Runs no code of the plugin.
    ///
    /// @throws BadArchiveException if the archive cannot be used
    ClassLoader load() throws IOException, BadArchiveException;

    /// The folder of its files, unpacked, where what it contributes as data lies.
    ///
    /// @throws BadArchiveException if the archive cannot be used, or there is no such folder
    default Path folder() throws IOException, BadArchiveException {
        throw new BadArchiveException("it has no files of its own");
    }
}
