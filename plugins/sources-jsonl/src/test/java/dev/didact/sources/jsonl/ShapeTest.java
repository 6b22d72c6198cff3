package dev.didact.sources.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.data.Item;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {
    @TempDir
    private Path temporary = Path.of("set by JUnit");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'messages': [{'role': 'user', 'content': 'Q'}, {'role': 'assistant', 'content': 'A'}]}|Q|A",
                "{'messages': [{'role': 'user', 'content': [{'type': 'text', 'text': 'Q'}]}]}|Q|-",
                "{'conversations': [{'from': 'human', 'value': 'Q'}, {'from': 'gpt', 'value': 'A'}]}|Q|A",
                "{'prompt': 'Q', 'chosen': 'A', 'rejected': 'B'}|Q|A",
                "{'chosen': [{'role': 'user', 'content': 'Q'}, {'role': 'assistant', 'content': 'A'}],"
                        + " 'rejected': [{'role': 'user', 'content': 'Q'}, {'role': 'assistant', 'content': 'B'}]}|Q|A",
                "{'prompt': [{'role': 'user', 'content': 'Q'}], 'chosen': [{'role': 'assistant', 'content': 'A'}],"
                        + " 'rejected': [{'role': 'assistant', 'content': 'B'}]}|Q|A",
                "{'prompt': 'Q', 'completion': 'A'}|Q|A",
                "{'prompt': [{'role': 'user', 'content': 'Q'}],"
                        + " 'completion': [{'role': 'assistant', 'content': 'A'}]}|Q|A",
                "{'instruction': 'Q', 'input': '', 'output': 'A'}|Q|A",
                "{'instruction': 'Q', 'output': ''}|Q|-",
                "{'prompt': 'Q'}|Q|-",
                "{'text': 'Q', 'meta': {'license': 'x'}}|Q|-",
            })
    void theCommonShapesAreRecognisedAndTheAnswerIsNoColumn(String line, String question, String answer)
            throws Exception {
        Item item = new Folder(temporary).item(line.replace('\'', '"'));
        assertThat(item.content()).isEqualTo(question);
        assertThat(item.key()).isEqualTo(answer.equals("-") ? Optional.empty() : Optional.of(answer));
        assertThat(item.columns().values()).noneMatch(text -> text.contains("A"));
    }

    @Test
    void anAlpacaLineAsksWithItsInput() throws Exception {
        Item item = new Folder(temporary).item("{\"instruction\": \"Add.\", \"input\": \"1 2\", \"output\": \"3\"}");
        assertThat(item.content()).isEqualTo("Add.\n\n1 2");
        assertThat(item.key()).contains("3");
        assertThat(item.columns()).containsOnlyKeys("instruction", "input");
    }

    @Test
    void aConversationAsksWithItsLastTurnAndKeepsTheOthersAsColumns() throws Exception {
        Item item = new Folder(temporary).item("""
                {"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi."},\
                 {"role": "assistant", "content": "Hello."}, {"role": "user", "content": "Why?"}]}""");
        assertThat(item.content()).isEqualTo("Why?");
        assertThat(item.key()).isEmpty();
        assertThat(item.columns())
                .containsEntry("system", "Be kind.")
                .containsEntry("history", "user: Hi.\n\nassistant: Hello.")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'prompt': 'Q', 'completion': 'A', 'label': true}|A|-",
                "{'prompt': 'Q', 'completion': 'A', 'label': 'no'}|A|-",
                "{'prompt': 'Q', 'completion': 'B', 'label': false}|-|B",
                "{'prompt': [{'role': 'user', 'content': 'Q'}],"
                        + " 'completion': [{'role': 'assistant', 'content': 'B'}], 'label': false}|-|B",
            })
    void aCompletionThatIsLabelledAsABadOneIsNoAnswer(String line, String key, String rejected) throws Exception {
        Item item = new Folder(temporary).item(line.replace('\'', '"'));
        assertThat(item.content()).isEqualTo("Q");
        assertThat(item.key().orElse("-")).isEqualTo(key);
        assertThat(item.columns().getOrDefault("rejected", "-")).isEqualTo(rejected);
        assertThat(item.columns()).doesNotContainKey("completion");
    }

    @Test
    void theRejectedAnswerOfAPreferenceIsAColumn() throws Exception {
        Item item = new Folder(temporary).item("""
                {"prompt": "Q", "chosen": [{"role": "assistant", "content": "A"}],\
                 "rejected": [{"role": "assistant", "content": "B"}]}""");
        assertThat(item.columns()).containsEntry("rejected", "B").doesNotContainKey("chosen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'messages': []}|1:14: 'messages' must be a list of messages",
                "{'messages': [{'role': 'assistant', 'content': 'A'}]}|1:14: 'messages' must end with a question of"
                        + " the user, or with its answer",
                "{'messages': [{'content': 'A'}]}|1:14: 'messages' message 1 does not say who speaks; 'role' or 'from'"
                        + " must be text",
                "{'messages': [{'role': 'user', 'content': null}]}|1:14: 'messages' message 1 holds no text; calls of"
                        + " tools, pictures and sound cannot be read: leave it out",
                "{'x': 1, 'instruction': [1]}|1:25: field 'instruction' must hold text but holds a list",
                "{'prompt': null, 'text': null}|1:1: none of the known shapes fits the fields 'prompt', 'text'; name"
                        + " the field that holds the question with content: FIELD",
            })
    void whatIsNearlyAShapeIsToldAtItsField(String line, String mistake) throws Exception {
        Folder.Pass pass =
                new Folder(temporary).with("one.jsonl", line.replace('\'', '"')).pass(Folder.config("one.jsonl"));
        assertThat(pass.lost()).containsExactly("one.jsonl:" + mistake);
    }

    @Test
    void aShapeThatIsNamedIsTheOnlyOne() throws Exception {
        Folder folder =
                new Folder(temporary).with("t.jsonl", "{\"prompt\": \"Q\", \"text\": \"T\"}\n{\"prompt\": \"Q\"}");
        Folder.Pass pass = folder.pass(new JsonlConfig(
                "t.jsonl",
                Optional.empty(),
                Shape.TEXT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(pass.items())
                .singleElement()
                .satisfies(item -> assertThat(item.content()).isEqualTo("T"));
        assertThat(pass.lost()).containsExactly("t.jsonl:2:1: field 'text' is missing; there are 'prompt'");
    }
}
