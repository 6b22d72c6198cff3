package dev.didact.student;

import dev.didact.api.data.Document;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A student on disk: a folder with `student.json`, which describes it, and `parameters.f32`, which holds its numbers.
///
/// The numbers are 32-bit floats, least significant byte first, matrix by matrix and row by row in the order that
/// `student.json` lists. Equal students have equal bytes. No character of the alphabet needs an escape in JSON.
final class CheckpointFile {

    private static final String FORMAT = "didact-student/1";
    private static final String HEADER = "student.json";
    private static final String NUMBERS = "parameters.f32";
    private static final int LONGEST_HEADER = 1 << 16;

    private CheckpointFile() {}

    /// Writes a student into a folder that exists.
    static void write(Parameters parameters, Path folder) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.count()).order(ByteOrder.LITTLE_ENDIAN);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (float[] row : tensor.rows()) {
                bytes.asFloatBuffer().put(row);
                bytes.position(bytes.position() + 4 * row.length);
            }
        }
        Files.write(folder.resolve(NUMBERS), bytes.array());
        Files.writeString(folder.resolve(HEADER), header(parameters, Document.sha256(bytes.array())));
    }

    /// Reads a student.
    ///
    /// @throws IOException if the folder does not hold one, or its numbers are not those that were written; the message
    ///     names the file
    static Parameters read(Path folder) throws IOException {
        Path file = folder.resolve(HEADER);
        String header = readHeader(file);
        if (!FORMAT.equals(text(header, "format", file))) {
            throw new IOException(
                    file + ": format is '" + text(header, "format", file) + "' but must be '" + FORMAT + "'");
        }
        if (!Symbols.CHARACTERS.equals(text(header, "characters", file))) {
            throw new IOException(file + ": its alphabet is not that of this student");
        }
        Parameters parameters;
        try {
            parameters = new Parameters(new Architecture(
                    number(header, "layers", file),
                    number(header, "width", file),
                    number(header, "heads", file),
                    number(header, "hidden", file),
                    Symbols.COUNT));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        fill(parameters, folder.resolve(NUMBERS), text(header, "sha256", file));
        return parameters;
    }

    private static String readHeader(Path file) throws IOException {
        try {
            if (Files.size(file) > LONGEST_HEADER) {
                throw new IOException(file + ": too long for the description of a student");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file, so the folder holds no student", e);
        }
    }

    private static void fill(Parameters parameters, Path file, String expected) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != 4 * parameters.count()) {
            throw new IOException(file + ": must have " + 4 * parameters.count() + " bytes but has " + bytes.length);
        }
        String actual = Document.sha256(bytes);
        if (!actual.equals(expected)) {
            throw new IOException(file + ": its SHA-256 is " + actual + " but " + HEADER + " says " + expected
                    + "; the file was changed");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (float[] row : tensor.rows()) {
                buffer.asFloatBuffer().get(row);
                buffer.position(buffer.position() + 4 * row.length);
            }
        }
    }

    private static String header(Parameters parameters, String sha256) {
        Architecture shape = parameters.architecture;
        var json = new StringBuilder();
        json.append("{\n  \"format\": \"").append(FORMAT).append("\",\n");
        json.append("  \"sha256\": \"").append(sha256).append("\",\n");
        json.append("  \"layers\": ").append(shape.layers()).append(",\n");
        json.append("  \"width\": ").append(shape.width()).append(",\n");
        json.append("  \"heads\": ").append(shape.heads()).append(",\n");
        json.append("  \"hidden\": ").append(shape.hidden()).append(",\n");
        json.append("  \"characters\": \"").append(Symbols.CHARACTERS).append("\",\n");
        json.append("  \"parameters\": ").append(parameters.count()).append(",\n");
        json.append("  \"matrices\": [\n");
        String separator = "";
        for (Parameters.Tensor tensor : parameters.tensors()) {
            json.append(separator).append("    { \"name\": \"").append(tensor.name());
            json.append("\", \"rows\": ").append(tensor.rows().length);
            json.append(", \"columns\": ").append(tensor.rows()[0].length).append(" }");
            separator = ",\n";
        }
        return json.append("\n  ]\n}\n").toString();
    }

    private static String text(String header, String key, Path file) throws IOException {
        return value(header, key, "\"([^\"\\\\]*)\"", file);
    }

    private static int number(String header, String key, Path file) throws IOException {
        return Integer.parseInt(value(header, key, "([0-9]{1,9})\\b", file));
    }

    private static String value(String header, String key, String pattern, Path file) throws IOException {
        Matcher matcher = Pattern.compile("\"" + key + "\"\\s*:\\s*" + pattern).matcher(header);
        if (!matcher.find()) {
            throw new IOException(file + ": '" + key + "' is missing or of the wrong type");
        }
        return matcher.group(1);
    }
}
