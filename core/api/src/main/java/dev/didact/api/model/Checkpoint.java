package dev.didact.api.model;

import static java.util.Objects.requireNonNull;

import dev.didact.api.data.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An immutable reference to a model as a learner left it.
///
/// @param id hash of its content, 64 hexadecimal digits; of its reference where it is served elsewhere
/// @param reference a folder, or the name under which an endpoint serves it
/// @param parent id of the checkpoint it was learned from
public record Checkpoint(String id, String reference, Optional<String> parent) {
    public Checkpoint {
        requireNonNull(id, "id");
        requireNonNull(reference, "reference");
        requireNonNull(parent, "parent");
    }

    /// A checkpoint that is a folder of files. Its id covers the names and bytes of all of them.
    public static Checkpoint folder(Path folder, Optional<Checkpoint> from) throws IOException {
        return new Checkpoint(contentHash(folder), folder.toString(), from.map(Checkpoint::id));
    }

    /// A checkpoint that an endpoint serves.
    public static Checkpoint served(String name, Optional<Checkpoint> from) {
        return new Checkpoint(
                Document.sha256(("served " + name).getBytes(StandardCharsets.UTF_8)), name, from.map(Checkpoint::id));
    }

    /// Hash over the relative names, lengths and bytes of all files of a folder, in the order of their names. Links are
    /// followed, as by whoever reads the files.
    ///
    /// @throws IOException if the folder is not there or cannot be read, or a link leads back to where it lies
    public static String contentHash(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(Files::isRegularFile)
                    .sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        var listing = new StringBuilder();
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                listing.append(name(folder, file).length())
                        .append(' ')
                        .append(name(folder, file))
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Document.sha256(content))
                        .append('\n');
            }
        }
        return Document.sha256(listing.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
