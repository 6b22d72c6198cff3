package dev.didact.briefs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.api.data.Item;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Message;
import dev.didact.api.model.Request;
import dev.didact.briefs.AnswerGenerator.Config;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullGeneratorContract;
import dev.didact.testkit.ScriptedModel;
import dev.didact.testkit.Steps;
import dev.didact.testkit.TestContext;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerGeneratorTest extends FullGeneratorContract<Config> {
    @Override
    protected Generator<Config> generator() {
        return new AnswerGenerator();
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example(item()).replying("1u3b4o6e7a").asks("b3o4u1a7e6").makes("1u3b4o6e7a"),
                example(item()).replying("").makes(""));
    }

    private static Item item() {
        return Decided.item("b3o4u1a7e6").withKey("1u3b4o6e7a");
    }

    private Sample sample(String response) throws DidactException {
        return Steps.run(step(item()), ScriptedModel.answering(response)).getFirst();
    }

    @Test
    void theModelIsAskedOnceWithTheProblemAndRoomForItsAnswer() throws Exception {
        assertThat(Steps.requests(step(item()))).singleElement().satisfies(request -> {
            assertThat(request.seat()).isEqualTo(Request.MODEL);
            assertThat(request.messages()).containsExactly(Message.user("b3o4u1a7e6"));
            assertThat(request.settings().temperature()).hasValue(0.8);
            assertThat(request.settings().maxTokens()).hasValue(12);
        });
    }

    @Test
    void theSampleIsTheProblemAndTheReplyAsItCame() throws Exception {
        assertThat(sample("3b3").prompt()).isEqualTo("b3o4u1a7e6");
        assertThat(sample("3b3").response()).isEqualTo("3b3");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 2", "5, 2"})
    void anyOtherSampleOrAttemptIsToldTheSameFactsInAnOrderOfItsOwn(int sampleIndex, int attempt) throws Exception {
        Item item = Decided.item("b3o4u1a7e6x2y5z8");
        var job = new Generator.Job(item, sampleIndex, attempt, Optional.empty());
        try (Generator.Session session = generator().open(config(), TestContext.withRandomSeed(1))) {
            String told = Steps.requests(session.generate(job))
                    .getFirst()
                    .messages()
                    .getFirst()
                    .content();

            assertThat(told).isNotEqualTo(item.content());
            assertThat(Facts.parse(told).orElseThrow().all().stream().map(Fact::given))
                    .containsExactlyInAnyOrder("b3", "o4", "u1", "a7", "e6", "x2", "y5", "z8");
            Sample sample = Steps.run(session.generate(job), ScriptedModel.answering("1u"))
                    .getFirst();
            assertThat(sample.prompt()).isEqualTo(told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1u3b4o, \"Of the five, u leads with 1, then b with 3, then o with 4.\"",
                "9z, \"Of the five, z leads with 9.\"",
                "3b3, not a ranking: '3b3'",
                "u1, not a ranking: 'u1'",
                "\"\", not a ranking: ''",
            })
    void aPersonReadsTheClaimsThatTheModelChose(String response, String text) throws Exception {
        assertThat(sample(response).shown()).isEqualTo(text);
    }

    @Test
    void anItemThatHoldsNoFactsIsRefused() {
        assertThatThrownBy(() -> step(Decided.item("What is salt?")))
                .isInstanceOf(DidactException.Permanent.class)
                .hasMessageContaining("item 'What is salt?'");
    }
}
