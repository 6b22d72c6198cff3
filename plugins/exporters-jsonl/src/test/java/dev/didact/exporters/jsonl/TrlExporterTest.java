package dev.didact.exporters.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.api.data.Receipt.Skipped;
import dev.didact.api.grading.DecidedSample;
import dev.didact.exporters.jsonl.TrlExporter.Config;
import dev.didact.exporters.jsonl.TrlExporter.Format;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullExporterContract;
import dev.didact.testkit.TestContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrlExporterTest extends FullExporterContract<Config> {
    @Override
    protected Exporter<Config> exporter() {
        return new TrlExporter();
    }

    @Override
    protected String with() {
        return "format: messages";
    }

    @Override
    protected List<Example> examples() {
        return List.of(example(samples().toArray(DecidedSample[]::new)).writes("train.jsonl", """
                {"messages":[{"role":"user","content":"2+2"},{"role":"assistant","content":"4"}]}
                {"messages":[{"role":"user","content":"2+2"},{"role":"assistant","content":"four"}]}
                """));
    }

    private static List<DecidedSample> samples() {
        return List.of(
                Decided.accepted("3/1", "2+2", "4"),
                Decided.rejected("3/2", "2+3", "7"),
                Decided.rejected("3/3", "2+2", "5"),
                Decided.rejected("3/4", "2+2", "6"),
                Decided.quarantined("3/5", "2+2", "?"),
                Decided.accepted("3/6", "2+2", "four"));
    }

    private List<String> train(Format format) throws Exception {
        return export(new Config(format, 0), samples()).lines("train.jsonl");
    }

    @Test
    void messagesAreAcceptedSamplesAsConversations() throws Exception {
        assertThat(train(Format.MESSAGES))
                .containsExactly(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"2+2\"},"
                                + "{\"role\":\"assistant\",\"content\":\"4\"}]}",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"2+2\"},"
                                + "{\"role\":\"assistant\",\"content\":\"four\"}]}");
    }

    @Test
    void promptCompletionIsAcceptedSamplesAsPairsOfTexts() throws Exception {
        assertThat(train(Format.PROMPT_COMPLETION))
                .containsExactly(
                        "{\"prompt\":\"2+2\",\"completion\":\"4\"}", "{\"prompt\":\"2+2\",\"completion\":\"four\"}");
    }

    @Test
    void ktoLabelsAcceptedAndRejectedSamples() throws Exception {
        assertThat(train(Format.KTO))
                .hasSize(5)
                .startsWith(
                        "{\"prompt\":\"2+2\",\"completion\":\"4\",\"label\":true}",
                        "{\"prompt\":\"2+3\",\"completion\":\"7\",\"label\":false}");
    }

    @Test
    void preferencePairsAnAcceptedWithARejectedAnswerToTheSameItemEachOnce() throws Exception {
        assertThat(train(Format.PREFERENCE))
                .containsExactly(
                        "{\"prompt\":\"2+2\",\"chosen\":\"4\",\"rejected\":\"5\"}",
                        "{\"prompt\":\"2+2\",\"chosen\":\"four\",\"rejected\":\"6\"}");
    }

    @Test
    void theSameWordsAreNeverPreferredToThemselves() throws Exception {
        Export export = export(
                new Config(Format.PREFERENCE, 0),
                List.of(Decided.accepted("3/1", "2+2", "4"), Decided.rejected("3/2", "2+2", "4")));

        assertThat(export.lines("train.jsonl")).isEmpty();
        assertThat(export.receipt().skipped())
                .containsExactly(
                        new Skipped("accepted: no rejected answer is left to pair it with", 1),
                        new Skipped("rejected: no accepted answer is left to pair it with", 1));
    }

    @ParameterizedTest
    @EnumSource
    void theReceiptCountsEverySampleOnceWrittenOrLeftOut(Format format) throws Exception {
        Receipt receipt = export(new Config(format, 0), samples()).receipt();
        long written = receipt.files().getFirst().samples();
        long skipped = receipt.skipped().stream().mapToLong(Skipped::samples).sum();

        assertThat(receipt.skipped()).contains(new Skipped("quarantined: neither accepted nor rejected", 1));
        assertThat(written + skipped).isEqualTo(samples().size());
    }

    @ParameterizedTest
    @EnumSource
    void everyLineHasItsOriginAndLicenceBesideIt(Format format) throws Exception {
        Export export = export(new Config(format, 0), samples());
        List<String> origins = export.lines("origins.jsonl");

        assertThat(origins).hasSameSizeAs(export.lines("train.jsonl"));
        for (int i = 0; i < origins.size(); i++) {
            JsonNode origin = JsonMapper.shared().readTree(origins.get(i));
            assertThat(origin.get("line").asInt()).isEqualTo(i + 1);
            assertThat(origin.get("samples").valueStream())
                    .isNotEmpty()
                    .allMatch(sample -> sample.get("licence").asString().equals("CC0-1.0")
                            && sample.get("ref").asString().startsWith("3/"));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> exporter()
                        .open(config(), folder.resolve("gone"), TestContext.withRandomSeed(1))
                        .write(samples()))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessage("cannot write 'origins.jsonl': its folder is not there");
    }

    @Test
    void aStoppedExportEnds(@TempDir Path folder) {
        TestContext context = TestContext.withRandomSeed(1);
        context.cancel();

        assertThatThrownBy(() -> exporter().open(config(), folder, context).write(samples()))
                .isInstanceOf(InterruptedException.class);
    }
}
