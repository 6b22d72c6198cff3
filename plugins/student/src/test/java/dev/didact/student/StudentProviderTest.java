package dev.didact.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentProviderTest {

    private static final StudentProvider.Config SMALL = new StudentProvider.Config(0.8, 20, 2, 16, 2, 32);

    @TempDir
    private Path folder;

    @Test
    void aStudentWithoutCheckpointAnswersAlike() throws Exception {
        ModelCall call = call("a1b2", 5, Settings.DEFAULT);

        Reply first = open(Optional.empty()).answer(List.of(call)).getFirst();

        assertThat(open(Optional.empty()).answer(List.of(call))).containsExactly(first);
        assertThat(first).isInstanceOf(Reply.Answered.class);
    }

    @Test
    void aBatchAnswersAsItsMembersAlone() throws Exception {
        ModelProvider.Model model = open(Optional.empty());
        List<ModelCall> calls = List.of(
                call("a1b2", 5, Settings.DEFAULT),
                call("Ä", 5, Settings.DEFAULT),
                call("a1b2", 6, Settings.DEFAULT.withTemperature(3)),
                call("c3", 5, Settings.DEFAULT.withTemperature(0)));

        List<Reply> together = model.answer(calls);

        for (int i = 0; i < calls.size(); i++) {
            assertThat(model.answer(List.of(calls.get(i)))).containsExactly(together.get(i));
        }
        assertThat(model.answer(calls.reversed())).isEqualTo(together.reversed());
    }

    @Test
    void whatCannotBeSpelledFailsByItself() throws Exception {
        List<Reply> replies = open(Optional.empty())
                .answer(List.of(
                        call("a\tb", 1, Settings.DEFAULT),
                        call("", 1, Settings.DEFAULT),
                        call("a".repeat(300), 1, Settings.DEFAULT),
                        call("a", 1, Settings.DEFAULT)));

        assertThat(replies.subList(0, 3)).extracting(StudentProviderTest::fault).containsOnly(Fault.Kind.BAD_REQUEST);
        assertThat(replies.get(0).toString()).contains("U+0009").contains("position 1");
        assertThat(replies.get(1).toString()).contains("empty");
        assertThat(replies.get(2).toString()).contains("300 characters");
        assertThat(replies.get(3)).isInstanceOf(Reply.Answered.class);
    }

    @Test
    void settingsAreHonoured() throws Exception {
        ModelProvider.Model model = open(Optional.empty());
        Settings three = Settings.DEFAULT.withTemperature(0).withMaxTokens(3);

        Reply.Answered cut = answered(model, call("a1b2", 1, three));
        assertThat(cut.text()).hasSize(3);
        assertThat(cut.finish()).isEqualTo(Reply.Finish.LENGTH);
        assertThat(cut.usage().in()).isEqualTo(5);
        assertThat(cut.usage().out()).isEqualTo(3);

        String second = cut.text().substring(1, 2);
        Settings stop = new Settings(OptionalDouble.of(0), OptionalInt.of(3), List.of(second));
        Reply.Answered stopped = answered(model, call("a1b2", 1, stop));
        assertThat(stopped.text()).isEqualTo(cut.text().substring(0, cut.text().indexOf(second)));
        assertThat(stopped.finish()).isEqualTo(Reply.Finish.STOP);

        assertThat(answered(model, call("a1b2", 1, three)).text())
                .isEqualTo(answered(model, call("a1b2", 2, three)).text());
        Settings hot = Settings.DEFAULT.withTemperature(2);
        assertThat(answered(model, call("a1b2", 1, hot)).text())
                .isNotEqualTo(answered(model, call("a1b2", 2, hot)).text());
    }

    @Test
    void theLastMessageOfTheUserIsThePrompt() throws Exception {
        ModelProvider.Model model = open(Optional.empty());
        ModelCall talk = new ModelCall(
                List.of(Message.system("Ärger"), Message.user("x"), Message.user("a1")),
                Optional.empty(),
                Settings.DEFAULT,
                4);

        assertThat(model.answer(List.of(talk))).isEqualTo(model.answer(List.of(call("a1", 4, Settings.DEFAULT))));
    }

    @Test
    void itSaysThatItComputesInBatches() throws Exception {
        assertThat(open(Optional.empty()).info().computes()).isTrue();
        assertThat(open(Optional.empty()).info().bestBatch()).isGreaterThanOrEqualTo(128);
        assertThat(open(Optional.empty()).info().family()).isEqualTo("student");
    }

    @Test
    void twoCheckpointsAnswerSideBySide() throws Exception {
        Checkpoint first = checkpoint("first", 1);
        Checkpoint second = checkpoint("second", 2);
        ModelCall call = call("a1b2c3", 1, Settings.DEFAULT.withTemperature(0));

        ModelProvider.Model one = open(Optional.of(first));
        ModelProvider.Model two = open(Optional.of(second));

        List<Reply> before = one.answer(List.of(call));
        assertThat(two.answer(List.of(call))).isNotEqualTo(before);
        assertThat(one.answer(List.of(call))).isEqualTo(before);
    }

    @Test
    void aFolderWithoutStudentIsNamed() {
        Checkpoint nothing = new Checkpoint("0".repeat(64), folder.toString(), Optional.empty());

        assertThatThrownBy(() -> open(Optional.of(nothing)))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContaining("student.json")
                .hasMessageContaining("no such file");
    }

    private Checkpoint checkpoint(String name, long randomSeed) throws Exception {
        Path output = Files.createDirectory(folder.resolve(name));
        CheckpointFile.write(Parameters.random(new Architecture(1, 8, 1, 8, Symbols.COUNT), randomSeed), output);
        return Checkpoint.folder(output, Optional.empty());
    }

    private static ModelProvider.Model open(Optional<Checkpoint> checkpoint) throws DidactException {
        return new StudentProvider().open(SMALL, checkpoint, TestContext.withRandomSeed(7));
    }

    private static ModelCall call(String prompt, long randomSeed, Settings settings) {
        return new ModelCall(List.of(Message.user(prompt)), Optional.empty(), settings, randomSeed);
    }

    private static Reply.Answered answered(ModelProvider.Model model, ModelCall call) throws Exception {
        return (Reply.Answered) model.answer(List.of(call)).getFirst();
    }

    private static Fault.Kind fault(Reply reply) {
        return ((Reply.Failed) reply).fault().kind();
    }
}
