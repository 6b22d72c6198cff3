package dev.didact.engine.internal.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a contribution left in a folder.
final class Folders {
    private Folders() {}

    /// Names of all regular files, below the folder; none where there is no folder.
    static List<String> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All files with their bytes, each byte as the character of its number.
    static Map<String, String> contents(Path folder) {
        Map<String, String> contents = new TreeMap<>();
        for (String file : files(folder)) {
            try {
                contents.put(file, Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }
}
