package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import dev.didact.api.training.TrainingFormat;
import dev.didact.engine.Contexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerFilesTest {
    private static final DecidedSample GOOD = Given.decided("salt", new Verdict.Accepted());
    private static final DecidedSample BAD = Given.decided("sugar", new Verdict.Rejected("form"));
    private static final Lesson.Example SEA = new Lesson.Example("Write.", "the sea", List.of());
    private static final Lesson.Example SKY = new Lesson.Example("Write.", "the sky", List.of());
    private static final Lesson.Example SUN = new Lesson.Example("Write.", "the sun", List.of());

    @TempDir
    Path folder;

    private Lesson lesson(int round, double share, List<Lesson.Example> anchors, Lesson.Part... parts) {
        return new Lesson(
                round, Optional.empty(), List.of(parts), anchors, share, OptionalInt.empty(), 7, folder.resolve("out"));
    }

    private static Lesson.Part answers(DecidedSample... samples) {
        return new Lesson.Part("answer", 1, List.of(samples));
    }

    private void write(Lesson lesson, TrainingFormat... formats) throws Exception {
        TrainerFiles.write(lesson, List.of(formats), 0, folder.resolve("train"), Contexts.at(folder));
    }

    private List<String> lines(String format) throws IOException {
        return Files.readAllLines(folder.resolve("train").resolve(format).resolve("train.jsonl"));
    }

    private static String learned(String answer) {
        return "{\"prompt\":\"Write.\",\"completion\":\"" + answer + "\"}";
    }

    @Test
    void aLessonIsThereInEachFormThatIsAskedFor() throws Exception {
        write(
                lesson(1, 0, List.of(), answers(GOOD, BAD)),
                TrainingFormat.TRL_PROMPT_COMPLETION,
                TrainingFormat.LLAMA_FACTORY_KTO);

        assertThat(lines("trl-prompt-completion")).containsExactly(learned("salt"));
        assertThat(lines("llama-factory-kto"))
                .containsExactly(
                        "{\"instruction\":\"Write.\",\"input\":\"\",\"output\":\"salt\",\"kto_tag\":true}",
                        "{\"instruction\":\"Write.\",\"input\":\"\",\"output\":\"sugar\",\"kto_tag\":false}");
        assertThat(folder.resolve("train/llama-factory-kto/dataset_info.json")).exists();
    }

    @Test
    void givenExamplesMakeUpTheirShareAndAreRepeatedWhereTheyAreFew() throws Exception {
        write(lesson(1, 0.75, List.of(SEA, SKY), answers(GOOD)), TrainingFormat.TRL_PROMPT_COMPLETION);

        assertThat(lines("trl-prompt-completion"))
                .containsExactly(learned("salt"), learned("the sea"), learned("the sky"), learned("the sea"));
    }

    @Test
    void eachRoundGoesOnBehindTheExamplesOfTheLast() throws Exception {
        Lesson second = lesson(2, 0.5, List.of(SEA, SKY, SUN), answers(GOOD, GOOD));
        write(second, TrainingFormat.TRL_PROMPT_COMPLETION);

        assertThat(lines("trl-prompt-completion"))
                .containsExactly(learned("salt"), learned("salt"), learned("the sun"), learned("the sea"));
    }

    @Test
    void startingDataAreLearnedOnceEach() throws Exception {
        write(lesson(0, 1, List.of(SEA, SKY)), TrainingFormat.TRL_PROMPT_COMPLETION);

        assertThat(lines("trl-prompt-completion")).containsExactly(learned("the sea"), learned("the sky"));
    }

    @Test
    void acceptedAndRejectedAnswersOfOneItemBecomePairs() throws Exception {
        write(lesson(1, 0, List.of(), answers(GOOD, BAD)), TrainingFormat.TRL_PREFERENCE);

        assertThat(lines("trl-preference"))
                .containsExactly("{\"prompt\":\"Write.\",\"chosen\":\"salt\",\"rejected\":\"sugar\"}");
    }

    @Test
    void wherePairsWereChosenNoneAreMade() throws Exception {
        var worse = Given.decided("pepper", new Verdict.Accepted());
        var pairs = new Lesson.Part("pairs", 1, List.of(), List.of(new Lesson.Pair(GOOD, worse)));
        write(lesson(1, 0, List.of(), answers(GOOD, BAD), pairs), TrainingFormat.TRL_PREFERENCE);

        assertThat(lines("trl-preference"))
                .containsExactly("{\"prompt\":\"Write.\",\"chosen\":\"salt\",\"rejected\":\"pepper\"}");
    }

    @Test
    void oneFormWithoutLinesIsFineAndNoneAtAllIsToldWithTheReasons() throws Exception {
        Lesson lesson = lesson(1, 0.5, List.of(SEA), answers(GOOD));
        write(lesson, TrainingFormat.TRL_MESSAGES, TrainingFormat.TRL_PREFERENCE);
        assertThat(lines("trl-preference")).isEmpty();

        assertThatThrownBy(() -> write(lesson, TrainingFormat.TRL_PREFERENCE))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessage(
                        "there is nothing to train on: trl-preference has 0 lines, left out:"
                                + " 1 given example: it has no rejected answer, 1 accepted: no rejected answer is left to pair it with. Choose other 'formats'");
    }

    @Test
    void whatAnEarlierAttemptLeftIsGone() throws Exception {
        Lesson lesson = lesson(1, 0, List.of(), answers(GOOD));
        write(lesson, TrainingFormat.TRL_MESSAGES);
        write(lesson, TrainingFormat.ALPACA);

        try (Stream<Path> left = Files.list(folder.resolve("train"))) {
            assertThat(left).containsExactly(folder.resolve("train/alpaca"));
        }
    }
}
