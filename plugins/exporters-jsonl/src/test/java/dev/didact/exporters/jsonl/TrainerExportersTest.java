package dev.didact.exporters.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.testkit.Decided;
import dev.didact.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerExportersTest {
    @TempDir
    Path folder;

    private interface Open {
        Exporter.Writer open(Path folder) throws Exception;
    }

    private record Case(String name, Open writer, String begins, List<String> files) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> everyExporterForATrainer() {
        return Stream.of(
                new Case(
                        "llama-factory",
                        at -> new LlamaFactoryExporter()
                                .open(
                                        new LlamaFactoryExporter.Config(LlamaFactoryExporter.Format.KTO, 0),
                                        at,
                                        TestContext.withRandomSeed(1)),
                        "{\"instruction\":\"2+2\",\"input\":\"\",\"output\":\"4\",\"kto_tag\":true}",
                        List.of("train.jsonl", "dataset_info.json", "origins.jsonl")),
                new Case(
                        "axolotl",
                        at -> new AxolotlExporter()
                                .open(
                                        new AxolotlExporter.Config(AxolotlExporter.Format.PREFERENCE, 0.1),
                                        at,
                                        TestContext.withRandomSeed(1)),
                        "{\"messages\":[{\"role\":\"user\"",
                        List.of("train.jsonl", "validation.jsonl", "datasets.yaml", "origins.jsonl")),
                new Case(
                        "torchtune",
                        at -> new TorchtuneExporter()
                                .open(
                                        new TorchtuneExporter.Config(TorchtuneExporter.Format.PREFERENCE, 0),
                                        at,
                                        TestContext.withRandomSeed(1)),
                        "{\"chosen\":[{\"role\":\"user\"",
                        List.of("train.jsonl", "dataset.yaml", "origins.jsonl")),
                new Case(
                        "alpaca",
                        at -> new AlpacaExporter()
                                .open(new AlpacaExporter.Config(0), at, TestContext.withRandomSeed(1)),
                        "{\"instruction\":\"2+2\",\"input\":\"\",\"output\":\"4\"}",
                        List.of("train.jsonl", "origins.jsonl")),
                new Case(
                        "sharegpt",
                        at -> new ShareGptExporter()
                                .open(new ShareGptExporter.Config(0), at, TestContext.withRandomSeed(1)),
                        "{\"conversations\":[{\"from\":\"human\"",
                        List.of("train.jsonl", "origins.jsonl")));
    }

    @ParameterizedTest
    @MethodSource("everyExporterForATrainer")
    void itsReceiptNamesEveryFileAndEachLineHasItsOrigin(Case exporter) throws Exception {
        Receipt receipt = exporter.writer
                .open(folder)
                .write(List.of(Decided.accepted("1/1", "2+2", "4"), Decided.rejected("1/2", "2+2", "5")));

        assertThat(Files.readAllLines(folder.resolve("train.jsonl")).getFirst()).startsWith(exporter.begins);
        assertThat(receipt.files()).extracting(Receipt.Written::file).containsExactlyElementsOf(exporter.files);
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(exporter.files);
        }
        assertThat(Files.readAllLines(folder.resolve("origins.jsonl")).getFirst())
                .startsWith(
                        "{\"file\":\"train.jsonl\",\"line\":1,\"samples\":[{\"ref\":\"1/1\",\"licence\":\"CC0-1.0\"");
    }
}
