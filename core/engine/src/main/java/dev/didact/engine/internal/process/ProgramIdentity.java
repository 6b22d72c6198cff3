package dev.didact.engine.internal.process;

import dev.didact.engine.internal.identity.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What makes two uses of a program the same: their configuration, and the bytes of the files under the recipe's folder
/// that `command` and `files` name. So an edited script is computed again, and an untouched one is not.
public final class ProgramIdentity {
    /// Id of the built-in plugin that runs programs.
    public static final String PLUGIN = "dev.didact.exec";

    private ProgramIdentity() {}

    /// The identity of a program, 64 hexadecimal digits.
    ///
    /// @param config the whole configuration, as recipes write it
    /// @param base the recipe's folder
    public static String sha256For(ObjectNode config, Path base) {
        var files = new TreeMap<String, String>();
        Path folder = base.toAbsolutePath().normalize();
        named(config).forEach(name -> file(folder, name).ifPresent(file -> files.put(name, sha256(file))));
        ObjectNode hashes = JsonLines.object();
        files.forEach(hashes::put);
        return Hashes.fields("program")
                .json("config", config)
                .json("files", hashes)
                .sha256();
    }

    private static Stream<String> named(ObjectNode config) {
        return Stream.of(config.path("command"), config.path("files"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(JsonNode::asString);
    }

    private static Optional<Path> file(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Hashes.sha256(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
