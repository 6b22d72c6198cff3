package dev.didact.engine.internal.workspace;

import static java.util.Objects.requireNonNull;

import dev.didact.engine.Problem.Category;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.journal.JournalIo;
import dev.didact.engine.internal.record.Records;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The file `didact.lock` of a workspace: the plugins that its runs used, with the hash of each. It is meant to be
/// shared with the recipes, so it holds no path of a machine and no time, and one plugin stands on one line, which
/// merges well.
///
/// @param folder the folder of the workspace
/// @param io the disk
public record PluginLock(Path folder, JournalIo io) {
    /// Where a plugin is from that comes with Didact.
    public static final String PROGRAM = "didact";

    private static final String NAME = "didact.lock";
    private static final int FORM = 1;

    /// What the file holds.
    ///
    /// @param lock version of this form
    /// @param program hash over the plugins that came with the Didact which wrote it
    /// @param plugins by id and version
    public record Content(int lock, String program, List<Locked> plugins) {
        public Content {
            requireNonNull(program, "program");
            plugins = plugins.stream()
                    .sorted(Comparator.comparing(Locked::id).thenComparing(Locked::version))
                    .toList();
        }
    }

    /// A plugin that was used.
    ///
    /// @param sha256 hash of its archive
    /// @param from [#PROGRAM] where it comes with Didact, else `installed`
    public record Locked(String id, String version, String sha256, String from) {
        public Locked {
            requireNonNull(id, "id");
            requireNonNull(version, "version");
            requireNonNull(sha256, "sha256");
            requireNonNull(from, "from");
        }
    }

    /// What the file holds; nothing where there is none.
    ///
    /// @throws ProblemException if it cannot be read
    public Content read() {
        Path file = file();
        try {
            Content content = Records.read(JsonMapper.shared().readTree(Files.readString(file)), Content.class);
            if (content.lock() > FORM) {
                throw unreadable("was written by a later Didact; use that one", new IOException());
            }
            return content;
        } catch (NoSuchFileException e) {
            return new Content(FORM, "", List.of());
        } catch (IOException e) {
            throw unreadable("cannot be read (" + e.getMessage() + "); check its rights", e);
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at " + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr();
            throw unreadable(
                    "is not a lock file" + place + "; mend it, or delete it and the next run writes it anew", e);
        }
    }

    /// Changes what the file holds; nobody else changes it meanwhile. Whoever reads it sees the old or the new content.
    ///
    /// @throws ProblemException if it cannot be written
    public void change(UnaryOperator<Content> change) {
        try {
            Content before = read();
            if (change.apply(before).equals(before)) {
                return;
            }
            io.createDirectories(folder);
            try (var _ = FileMutex.take(folder.resolve(NAME + ".mutex"))) {
                write(change.apply(read()));
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Category.ENVIRONMENT,
                    "E408",
                    file() + " cannot be written: " + e + "; make room or mend its rights",
                    e);
        }
    }

    private void write(Content content) throws IOException {
        String text = "{\n  \"lock\": " + content.lock() + ",\n  \"program\": \"" + content.program()
                + "\",\n  \"plugins\": [\n"
                + content.plugins().stream()
                        .map(plugin -> "    " + Records.write(plugin))
                        .collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
        var temporary = new TemporaryFolder(folder.resolve("temporary"), io);
        try (Draft draft = temporary.draft()) {
            try (JournalIo.Appending file = io.append(draft.place())) {
                file.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                file.force();
            }
            io.rename(draft.place(), file());
            io.forceDirectory(folder);
        }
    }

    /// Where the file lies, or would.
    public Path file() {
        return folder.resolve(NAME);
    }

    private ProblemException unreadable(String why, Exception cause) {
        return new ProblemException(Category.ENVIRONMENT, "E408", file() + " " + why, cause);
    }
}
