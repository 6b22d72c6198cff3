package dev.didact.engine.internal.exchange;

import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.record.Records;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/// Writes a cassette: a line that says what it is, then a line for each call. It gets its name when it is whole.
public final class CassetteWriter {
    static final String FORMAT = "cassette/1";

    private CassetteWriter() {}

    /// The first line.
    ///
    /// @param didact what the file is
    record Head(String didact) {}

    /// Makes sure that a cassette can be written when the run is over.
    ///
    /// @throws ProblemException if its file exists or its folder does not
    public static void requireFree(Path file) {
        if (Files.exists(file)) {
            throw new ProblemException(
                    Problem.Category.USAGE,
                    "E211",
                    file + " exists, and --record overwrites nothing: name another file, or delete it");
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ProblemException(
                    Problem.Category.USAGE,
                    "E211",
                    "the folder of the cassette " + file + " is not there: make it first");
        }
    }

    /// Writes the calls of a run.
    ///
    /// @throws ProblemException if that cannot be done; nothing of that name is left then
    public static void write(Path file, Iterator<CassetteCall> calls) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var to = new FileOutputStream(part.toFile());
                    var lines = new BufferedOutputStream(to)) {
                line(lines, new Head(FORMAT));
                while (calls.hasNext()) {
                    line(lines, calls.next());
                }
                lines.flush();
                to.getFD().sync();
            }
            Files.move(part, file);
        } catch (FileAlreadyExistsException e) {
            throw unwritten(file, "it exists by now and is not overwritten; move it away", e);
        } catch (IOException e) {
            throw unwritten(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static void line(OutputStream lines, Object record) throws IOException {
        lines.write(Records.bytes(record));
        lines.write('\n');
    }

    private static ProblemException unwritten(Path file, String why, IOException cause) {
        return new ProblemException(
                Problem.Category.ENVIRONMENT, "E417", "the cassette " + file + " cannot be written: " + why, cause);
    }
}
