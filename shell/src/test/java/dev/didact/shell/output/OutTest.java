package dev.didact.shell.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.shell.language.ShellError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutTest {

    enum Verdict {
        ACCEPTED,
        NOT_APPLICABLE
    }

    record Row(int run, String title, Optional<Double> heldOut, Verdict verdict) {}

    private static final List<Row> ROWS = List.of(
            new Row(3, "Salt, \"and\" carbon", Optional.of(0.5), Verdict.ACCEPTED),
            new Row(12, "潮\u001b[2J", Optional.empty(), Verdict.NOT_APPLICABLE));

    private static String written(Format format, int width) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        out(bytes, format, width).rows(Row.class, ROWS);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Out out(OutputStream stream, Format format, int width) {
        return new Out(stream, new ByteArrayOutputStream(), format, new Style(false, false), width, false, false);
    }

    @Test
    void aTableIsAlignedByDisplayColumns() {
        assertThat(written(Format.TABLE, 100)).isEqualTo("""
                run  title               held out  verdict
                  3  Salt, "and" carbon      0.50  accepted
                 12  潮\\u001b[2J                   not-applicable
                """);
    }

    @Test
    void aTableFitsItsWidth() {
        assertThat(written(Format.TABLE, 40).lines()).allMatch(line -> DisplayWidth.of(line) <= 40);
    }

    @Test
    void plainRowsHaveTabsAndNoHeading() {
        assertThat(written(Format.PLAIN, 100))
                .isEqualTo("3\tSalt, \"and\" carbon\t0.50\taccepted\n12\t潮\\u001b[2J\t\tnot-applicable\n");
    }

    @Test
    void csvQuotesWhatItMust() {
        assertThat(written(Format.CSV, 100)).isEqualTo("""
                        run,title,heldOut,verdict
                        3,"Salt, ""and"" carbon",0.50,accepted
                        12,潮\\u001b[2J,,not-applicable
                        """);
    }

    @Test
    void jsonLeavesOutWhatIsAbsent() {
        String first = "{\"run\":3,\"title\":\"Salt, \\\"and\\\" carbon\",\"heldOut\":0.5,\"verdict\":\"accepted\"}";
        String second = "{\"run\":12,\"title\":\"潮\\u001b[2J\",\"verdict\":\"not-applicable\"}";
        assertThat(written(Format.JSONL, 100)).isEqualTo(first + "\n" + second + "\n");
        assertThat(written(Format.JSON, 100)).isEqualTo("[" + first + ",\n " + second + "]\n");
    }

    @Test
    void noRowsAreAnEmptyArray() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        out(bytes, Format.JSON, 100).rows(Row.class, List.of());
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("[]\n");
    }

    @Test
    void numbersThatJsonDoesNotKnowAreNull() {
        assertThat(Json.of(List.of(Double.NaN, 1.0, 2L, true, Optional.empty())))
                .isEqualTo("[null,1.0,2,true,null]");
        assertThat(Json.indented(Map.of("a", List.of(1)))).isEqualTo("{\n  \"a\": [\n    1\n  ]\n}");
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int unit) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aReaderThatWentAwayIsNoError() {
        assertThatThrownBy(() -> out(failing("Broken pipe"), Format.JSON, 80).rows(Row.class, ROWS))
                .isInstanceOf(ClosedPipe.class);
    }

    @Test
    void aFullDiskIsAnErrorOfTheSurroundings() {
        assertThatThrownBy(() ->
                        out(failing("No space left on device"), Format.JSON, 80).rows(Row.class, ROWS))
                .isInstanceOfSatisfying(
                        ShellError.class, error -> assertThat(error.exitCode()).isEqualTo(4));
    }
}
