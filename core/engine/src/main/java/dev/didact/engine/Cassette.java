package dev.didact.engine;

import java.nio.file.Path;

/// A file with the HTTP exchanges between a run and the endpoints of its models, and what a run does with it.
///
/// @param use whether the run writes the file or is answered from it
/// @param file the file
public record Cassette(Use use, Path file) {
    public Cassette {
        file = file.toAbsolutePath().normalize();
    }

    /// What a run does with a cassette.
    public enum Use {
        /// It asks the endpoints, and writes the file when it is over.
        RECORD,
        /// It is answered from the file and reaches no network.
        REPLAY
    }
}
