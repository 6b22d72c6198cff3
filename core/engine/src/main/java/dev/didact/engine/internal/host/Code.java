package dev.didact.engine.internal.host;

import java.io.IOException;

/// Where the code of a plugin comes from.
interface Code {
    /// Makes the class loader. Runs no code of the plugin.
    ///
    /// @throws BadArchiveException if the archive cannot be used
    ClassLoader load() throws IOException, BadArchiveException;
}
