package dev.didact.exporters.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Receipt;
import dev.didact.api.data.Receipt.Skipped;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Lesson;
import dev.didact.api.training.TrainingData;
import dev.didact.api.training.TrainingFormat;
import dev.didact.testkit.Decided;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each line as its trainer documents it.
class TrainingFormatsTest {
    private static final List<DecidedSample> ANSWERS =
            List.of(Decided.accepted("1/1", "2+2", "4"), Decided.rejected("1/2", "2+2", "5"));

    @TempDir
    Path folder;

    private Receipt write(TrainingFormat format, double validation, List<DecidedSample> samples) throws Exception {
        try (var data = TrainingData.in(folder, format, validation, (_, _, _) -> {})) {
            for (DecidedSample sample : samples) {
                data.add(sample);
            }
            return data.receipt();
        }
    }

    private List<String> lines(TrainingFormat format) throws Exception {
        write(format, 0, ANSWERS);
        return lines("train.jsonl");
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    private static final String MESSAGES =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"2+2\"},{\"role\":\"assistant\",\"content\":\"4\"}]}";
    private static final Map<TrainingFormat, List<String>> LINES = Map.ofEntries(
            Map.entry(TrainingFormat.TRL_MESSAGES, List.of(MESSAGES)),
            Map.entry(TrainingFormat.TRL_PROMPT_COMPLETION, List.of("{\"prompt\":\"2+2\",\"completion\":\"4\"}")),
            Map.entry(
                    TrainingFormat.TRL_PREFERENCE, List.of("{\"prompt\":\"2+2\",\"chosen\":\"4\",\"rejected\":\"5\"}")),
            Map.entry(
                    TrainingFormat.TRL_KTO,
                    List.of(
                            "{\"prompt\":\"2+2\",\"completion\":\"4\",\"label\":true}",
                            "{\"prompt\":\"2+2\",\"completion\":\"5\",\"label\":false}")),
            Map.entry(
                    TrainingFormat.LLAMA_FACTORY_SFT,
                    List.of("{\"instruction\":\"2+2\",\"input\":\"\",\"output\":\"4\"}")),
            Map.entry(
                    TrainingFormat.LLAMA_FACTORY_PREFERENCE,
                    List.of("{\"instruction\":\"2+2\",\"input\":\"\",\"chosen\":\"4\",\"rejected\":\"5\"}")),
            Map.entry(
                    TrainingFormat.LLAMA_FACTORY_KTO,
                    List.of(
                            "{\"instruction\":\"2+2\",\"input\":\"\",\"output\":\"4\",\"kto_tag\":true}",
                            "{\"instruction\":\"2+2\",\"input\":\"\",\"output\":\"5\",\"kto_tag\":false}")),
            Map.entry(TrainingFormat.AXOLOTL_MESSAGES, List.of(MESSAGES)),
            Map.entry(
                    TrainingFormat.AXOLOTL_PREFERENCE,
                    List.of("{\"messages\":[{\"role\":\"user\",\"content\":\"2+2\"}],"
                            + "\"chosen\":{\"role\":\"assistant\",\"content\":\"4\"},"
                            + "\"rejected\":{\"role\":\"assistant\",\"content\":\"5\"}}")),
            Map.entry(
                    TrainingFormat.AXOLOTL_KTO,
                    List.of(
                            "{\"prompt\":\"2+2\",\"completion\":\"4\",\"label\":true}",
                            "{\"prompt\":\"2+2\",\"completion\":\"5\",\"label\":false}")),
            Map.entry(TrainingFormat.TORCHTUNE_MESSAGES, List.of(MESSAGES)),
            Map.entry(
                    TrainingFormat.TORCHTUNE_PREFERENCE,
                    List.of("{\"chosen\":[{\"role\":\"user\",\"content\":\"2+2\"},"
                            + "{\"role\":\"assistant\",\"content\":\"4\"}],"
                            + "\"rejected\":[{\"role\":\"user\",\"content\":\"2+2\"},"
                            + "{\"role\":\"assistant\",\"content\":\"5\"}]}")),
            Map.entry(TrainingFormat.ALPACA, List.of("{\"instruction\":\"2+2\",\"input\":\"\",\"output\":\"4\"}")),
            Map.entry(
                    TrainingFormat.SHAREGPT,
                    List.of("{\"conversations\":[{\"from\":\"human\",\"value\":\"2+2\"},"
                            + "{\"from\":\"gpt\",\"value\":\"4\"}]}")));

    @ParameterizedTest
    @EnumSource
    void everyLineHasTheFieldsThatTheTrainerDocuments(TrainingFormat format) throws Exception {
        assertThat(lines(format)).isEqualTo(LINES.get(format));
    }

    @Test
    void llamaFactoryFindsTheColumnsInDatasetInfo() throws Exception {
        write(TrainingFormat.LLAMA_FACTORY_SFT, 0.5, ANSWERS);
        assertThat(lines("dataset_info.json"))
                .containsExactly(
                        "{\"didact_train\":{\"file_name\":\"train.jsonl\",\"columns\":{\"prompt\":\"instruction\","
                                + "\"query\":\"input\",\"response\":\"output\"}},"
                                + "\"didact_validation\":{\"file_name\":\"validation.jsonl\",\"columns\":"
                                + "{\"prompt\":\"instruction\",\"query\":\"input\",\"response\":\"output\"}}}");

        write(TrainingFormat.LLAMA_FACTORY_PREFERENCE, 0, ANSWERS);
        assertThat(lines("dataset_info.json"))
                .containsExactly("{\"didact_train\":{\"file_name\":\"train.jsonl\",\"ranking\":true,\"columns\":"
                        + "{\"prompt\":\"instruction\",\"query\":\"input\",\"chosen\":\"chosen\","
                        + "\"rejected\":\"rejected\"}}}");

        write(TrainingFormat.LLAMA_FACTORY_KTO, 0, ANSWERS);
        assertThat(lines("dataset_info.json"))
                .containsExactly("{\"didact_train\":{\"file_name\":\"train.jsonl\",\"columns\":{\"prompt\":"
                        + "\"instruction\",\"query\":\"input\",\"response\":\"output\",\"kto_tag\":\"kto_tag\"}}}");
    }

    @Test
    void axolotlFindsItsDatasetsAndWhatToCheckOn() throws Exception {
        write(TrainingFormat.AXOLOTL_PREFERENCE, 0.5, ANSWERS);
        assertThat(Files.readString(folder.resolve("datasets.yaml"))).isEqualTo("""
                rl: dpo
                datasets:
                  - path: train.jsonl
                    ds_type: json
                    split: train
                    type: chat_template.default
                    field_messages: messages
                    field_chosen: chosen
                    field_rejected: rejected
                test_datasets:
                  - path: validation.jsonl
                    ds_type: json
                    split: train
                    type: chat_template.default
                    field_messages: messages
                    field_chosen: chosen
                    field_rejected: rejected
                """);

        write(TrainingFormat.AXOLOTL_KTO, 0, ANSWERS);
        assertThat(Files.readString(folder.resolve("datasets.yaml"))).isEqualTo("""
                rl: kto
                remove_unused_columns: false
                datasets:
                  - path: train.jsonl
                    ds_type: json
                    split: train
                    type:
                      field_prompt: prompt
                      field_completion: completion
                      field_label: label
                      prompt_format: "{prompt}"
                      completion_format: "{completion}"
                """);

        write(TrainingFormat.AXOLOTL_MESSAGES, 0, ANSWERS);
        assertThat(Files.readString(folder.resolve("datasets.yaml"))).isEqualTo("""
                datasets:
                  - path: train.jsonl
                    ds_type: json
                    split: train
                    type: chat_template
                    field_messages: messages
                """);
    }

    @Test
    void torchtuneFindsItsDataset() throws Exception {
        write(TrainingFormat.TORCHTUNE_MESSAGES, 0.5, ANSWERS);
        assertThat(Files.readString(folder.resolve("dataset.yaml"))).isEqualTo("""
                dataset:
                  _component_: torchtune.datasets.chat_dataset
                  source: json
                  data_files: train.jsonl
                  split: train
                  conversation_column: messages
                  conversation_style: openai
                dataset_val:
                  _component_: torchtune.datasets.chat_dataset
                  source: json
                  data_files: validation.jsonl
                  split: train
                  conversation_column: messages
                  conversation_style: openai
                """);

        write(TrainingFormat.TORCHTUNE_PREFERENCE, 0, ANSWERS);
        assertThat(Files.readString(folder.resolve("dataset.yaml"))).isEqualTo("""
                dataset:
                  _component_: torchtune.datasets.preference_dataset
                  source: json
                  data_files: train.jsonl
                  split: train
                """);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerWithoutWordsIsLeftOutAndCounted(TrainingFormat format) throws Exception {
        Receipt receipt =
                write(format, 0, List.of(Decided.accepted("1/1", "2+2", " "), Decided.rejected("1/2", "2+2", "5")));

        assertThat(receipt.skipped()).anyMatch(skipped -> skipped.reason().startsWith("empty: "));
        assertThat(receipt.files().getFirst().samples())
                .isEqualTo(format.content() == TrainingFormat.Content.LABELLED_ANSWERS ? 1 : 0);
    }

    @Test
    void aChosenPairIsOneLineWhateverTheVerdictOfTheWorseAnswer() throws Exception {
        var pair = new Lesson.Pair(Decided.accepted("1/1", "2+2", "4"), Decided.accepted("1/2", "2+2", "four"));
        var odd = new Lesson.Pair(Decided.accepted("1/1", "2+2", "4"), Decided.rejected("1/2", "2+3", "6"));
        try (var data = TrainingData.in(folder, TrainingFormat.TRL_PREFERENCE, 0, (_, _, _) -> {})) {
            assertThat(data.add(pair)).isTrue();
            assertThat(data.add(odd)).isFalse();
            assertThat(data.receipt().skipped())
                    .containsExactly(
                            new Skipped("pair: its answers are to different prompts, and this format has one", 2));
        }
        assertThat(lines("train.jsonl")).containsExactly("{\"prompt\":\"2+2\",\"chosen\":\"4\",\"rejected\":\"four\"}");
    }

    @Test
    void whatAFormatCannotSayIsCountedAndNeverBent() throws Exception {
        var pair = new Lesson.Pair(ANSWERS.getFirst(), ANSWERS.getLast());
        var example = new Lesson.Example("2+2", "4", List.of());
        try (var messages = TrainingData.in(folder, TrainingFormat.TRL_MESSAGES, 0, (_, _, _) -> {})) {
            assertThat(messages.add(pair)).isFalse();
            assertThat(messages.receipt().skipped())
                    .containsExactly(new Skipped("pair: only single answers are written in this format", 2));
        }
        try (var preference = TrainingData.in(folder, TrainingFormat.TRL_PREFERENCE, 0, (_, _, _) -> {})) {
            assertThat(preference.add(example)).isFalse();
            assertThat(preference.receipt().skipped())
                    .containsExactly(new Skipped("given example: it has no rejected answer", 1));
        }
    }

    @Test
    void aDocumentIsOnOneSideWithAllThatIsMadeOfIt() throws Exception {
        List<DecidedSample> samples = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> {
            samples.add(Decided.accepted("1/" + 2 * i, "question " + i, "yes"));
            samples.add(Decided.accepted("1/" + (2 * i + 1), "question " + i, "no"));
        });

        write(TrainingFormat.TRL_PROMPT_COMPLETION, 0.3, samples);
        List<String> train = lines("train.jsonl");
        List<String> validation = lines("validation.jsonl");

        assertThat(train.size() + validation.size()).isEqualTo(200);
        assertThat(validation).hasSizeBetween(30, 90);
        assertThat(prompts(validation)).doesNotContainAnyElementsOf(prompts(train));
        write(TrainingFormat.TRL_PROMPT_COMPLETION, 0.3, samples.reversed());
        assertThat(lines("validation.jsonl")).containsExactlyInAnyOrderElementsOf(validation);
    }

    private static List<String> prompts(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf("completion")))
                .distinct()
                .toList();
    }
}
