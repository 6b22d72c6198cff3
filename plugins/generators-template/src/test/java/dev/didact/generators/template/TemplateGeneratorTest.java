package dev.didact.generators.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.data.Item;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Fields;
import dev.didact.api.model.Message;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Request;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullGeneratorContract;
import dev.didact.testkit.ScriptedModel;
import dev.didact.testkit.Steps;
import dev.didact.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TemplateGeneratorTest extends FullGeneratorContract<TemplateConfig> {
    private static final Item ITEM = Decided.item("Salt <dissolves> & stays.").withColumns(Map.of("title", "Salt"));

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Override
    protected Generator<TemplateConfig> generator() {
        return new TemplateGenerator();
    }

    @Override
    protected String with() {
        return "text: Ask about {{content}}";
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                example(ITEM)
                        .replying("Why?\n")
                        .asks("Ask about Salt <dissolves> & stays.")
                        .makes("Why?\n"),
                example(ITEM).replying(" \n").makes());
    }

    private static TemplateConfig inline(String text) {
        return inline(text, Map.of(), Optional.empty(), Map.of());
    }

    private static TemplateConfig inline(
            String text, Map<String, String> output, Optional<String> response, Map<String, Map<String, Double>> vary) {
        return new TemplateConfig(
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                output,
                response,
                Optional.of(0.7),
                Optional.of(64),
                vary);
    }

    private static TemplateConfig file(String name) {
        return new TemplateConfig(
                Optional.of(Path.of(name)),
                Optional.empty(),
                Optional.of("You write about {{title}}."),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private Step<List<Sample>> step(TemplateConfig config, Generator.Job job) throws DidactException {
        TestContext context = TestContext.withRandomSeed(7).at(folder);
        try (Generator.Session session = new TemplateGenerator().open(config, context)) {
            return session.generate(job);
        }
    }

    private String prompt(String text) throws DidactException {
        return Steps.requests(step(inline(text), job(0)))
                .getFirst()
                .messages()
                .getLast()
                .content();
    }

    private static Generator.Job job(int sampleIndex) {
        return new Generator.Job(ITEM, sampleIndex, 1, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{content}}|Salt <dissolves> & stays.",
                "{{text}}|Salt <dissolves> & stays.",
                "{{{content}}}|Salt <dissolves> & stays.",
                "{{title}}: {{! not shown }}x|Salt: x",
                "{{#source}}[{{reference}}] {{text}} ({{licence}}){{/source}}|[Salt <dissolves> & stays.[0,25)] Salt <dissolves> & stays. (CC0-1.0)",
                "{{^revise}}first{{/revise}}{{#revise}}again{{/revise}}|first",
                "{{=<% %>=}}<%title%> {{raw}}|Salt {{raw}}",
            })
    void variablesAreFilledInAsTheyAre(String template, String prompt) throws Exception {
        assertThat(prompt(template)).isEqualTo(prompt);
    }

    @Test
    void whatIsFilledInIsNeverReadAsTemplate() throws Exception {
        Item sly = Decided.item("{{title}} {{#source}}").withColumns(Map.of("title", "{{content}}"));
        var job = new Generator.Job(sly, 0, 1, Optional.empty());
        assertThat(Steps.requests(step(inline("{{content}} {{title}}"), job))
                        .getFirst()
                        .messages()
                        .getLast()
                        .content())
                .isEqualTo("{{title}} {{#source}} {{content}}");
    }

    @Test
    void theRequestHasSystemPromptAndSettings() throws Exception {
        Files.writeString(folder.resolve("q.md"), "\uFEFFAsk about {{content}}\n");
        Request request = Steps.requests(step(file("q.md"), job(0))).getFirst();
        assertThat(request.seat()).isEqualTo(Request.MODEL);
        assertThat(request.messages())
                .containsExactly(
                        Message.system("You write about Salt."), Message.user("Ask about Salt <dissolves> & stays.\n"));
        Request inline = Steps.requests(step(inline("Ask"), job(0))).getFirst();
        assertThat(inline.settings().temperature()).hasValue(0.7);
        assertThat(inline.settings().maxTokens()).hasValue(64);
    }

    @Test
    void theWholeAnswerIsTheResponseAndTheFilledTemplateThePrompt() throws Exception {
        List<Sample> samples = Steps.run(step(inline("About {{title}}"), job(0)), ScriptedModel.answering("Why?\n"));
        assertThat(samples).containsExactly(Sample.of("About Salt", "Why?\n"));
    }

    @Test
    void ofAStructuredAnswerOneFieldIsTheResponseAndTheOthersAreColumns() throws Exception {
        var output = new LinkedHashMap<String, String>();
        output.put("reason", "why you ask");
        output.put("question", "one question");
        var config = inline("About {{title}}", output, Optional.of("question"), Map.of("tone", Map.of("dry", 1.0)));
        Step<List<Sample>> step = step(config, job(0));
        assertThat(Steps.requests(step).getFirst().shape())
                .contains(new Shape(
                        "sample",
                        List.of(
                                Shape.Field.text("reason", "why you ask"),
                                Shape.Field.text("question", "one question"))));
        var fields = new Fields(Map.of("reason", List.of("curious"), "question", List.of("Why?")));
        var reply = new Answered("{…}", Optional.of(fields), Finish.STOP, Usage.NONE);
        assertThat(Steps.run(step, ScriptedModel.replying(reply)))
                .containsExactly(
                        Sample.of("About Salt", "Why?").withColumns(Map.of("reason", "curious", "tone", "dry")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LENGTH", "REFUSED"})
    void anAnswerThatDidNotComeToItsEndMakesNoSample(Finish finish) throws Exception {
        var reply = new Answered("Half a", Optional.empty(), finish, Usage.NONE);
        assertThat(Steps.run(step(inline("x"), job(0)), ScriptedModel.replying(reply)))
                .isEmpty();
    }

    @Test
    void anEmptyAnswerOrAFailedCallMakesNoSample() throws Exception {
        assertThat(Steps.run(step(inline("x"), job(0)), ScriptedModel.answering(" \n")))
                .isEmpty();
        assertThat(Steps.run(step(inline("x"), job(0)), ScriptedModel.failing(Fault.Kind.REFUSED, 1)))
                .isEmpty();
    }

    @Test
    void theSameJobDrawsTheSameAndManyJobsDrawByWeight() throws Exception {
        var config = inline("{{level}}", Map.of(), Optional.empty(), Map.of("level", Map.of("easy", 1.0, "hard", 3.0)));
        var counts = new HashMap<String, Integer>();
        for (int index : IntStream.range(0, 400).toArray()) {
            String drawn = Steps.requests(step(config, job(index)))
                    .getFirst()
                    .messages()
                    .getLast()
                    .content();
            assertThat(Steps.run(step(config, job(index)), ScriptedModel.answering("a"))
                            .getFirst()
                            .columns())
                    .containsExactly(Map.entry("level", drawn));
            counts.merge(drawn, 1, Integer::sum);
        }
        assertThat(counts.keySet()).containsExactlyInAnyOrder("easy", "hard");
        assertThat(counts.get("hard")).isBetween(260, 340);
    }

    @Test
    void aRevisionSeesTheRejectedResponseAndWhyItWasRejected() throws Exception {
        var job = new Generator.Job(ITEM, 0, 2, Optional.of(Decided.rejected("3/1", "p", "It is red.")));
        String template = "{{#revise}}{{response}}{{#reasons}} - {{.}}{{/reasons}}{{/revise}}";
        assertThat(Steps.requests(step(inline(template), job))
                        .getFirst()
                        .messages()
                        .getLast()
                        .content())
                .isEqualTo("It is red. - right: as the test says");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{#title}}x|text:1: Section missing close tag 'title'",
                "a\\n{{/title}}|text:2: Section close tag with no open tag 'title'",
                "Say {{title|text: the tag '{{title' is not closed",
                "Say {{title} now|text: the tag '{{title} now' is not closed",
                "{{> other}}|includes another file",
                "{{$b}}x{{/b}}|opens a block",
                "{{}}|a tag without a name",
                "' '|is empty",
            })
    void aTemplateWithAMistakeIsRefusedWhenItIsOpened(String template, String message) {
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> generator().open(inline(template.replace("\\n", "\n")), context()))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.pointer()).isEqualTo("text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\n{{topic}}|text:2: there is no variable 'topic'; there are content, revise, source, text, title",
                "{{#topic}}x{{/topic}}|text:1: there is no variable 'topic'",
                "{{^topic}}x{{/topic}}|text:1: there is no variable 'topic'",
                "{{content.length}}|text:1: there is no variable 'content.length'",
                "{{content.class.name}}|there is no variable",
                "{{source}}|text: a list or group stands where a text belongs",
                "{{.}}|a list or group stands where a text belongs",
            })
    void aVariableThatIsNotThereIsAnErrorWithItsLine(String template, String message) {
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> prompt(template.replace("\\n", "\n")))
                .withMessageContaining(message);
    }

    @Test
    void anItemWithAKeyNeverShowsItToATemplate() {
        var job = new Generator.Job(ITEM.withKey("secret").withoutKey(), 0, 1, Optional.empty());
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> step(inline("{{key}}"), job))
                .withMessageContaining("no variable 'key'");
    }

    @Test
    void aPromptFileThatIsNotThereOrNotUtf8IsAnErrorOfTheConfiguration() throws Exception {
        Files.write(folder.resolve("latin.md"), "Grüße".getBytes(StandardCharsets.ISO_8859_1));
        for (String name : List.of("nowhere.md", "latin.md")) {
            assertThatExceptionOfType(DidactException.Config.class)
                    .isThrownBy(() -> step(file(name), job(0)))
                    .withMessageContaining("'" + name + "'")
                    .satisfies(e -> assertThat(e.pointer()).isEqualTo("prompt"));
        }
    }

    @Test
    void aDrawnColumnMayNotHideAColumnOfTheItem() {
        var config = inline("x", Map.of(), Optional.empty(), Map.of("title", Map.of("a", 1.0)));
        assertThatExceptionOfType(DidactException.Config.class)
                .isThrownBy(() -> step(config, job(0)))
                .withMessageContaining("vary 'title'");
    }

    @Test
    void settingsThatCannotBeAreRefusedByName() {
        refused(Map.of("a", "", "b", ""), Optional.empty(), Map.of(), "response");
        refused(Map.of("a", ""), Optional.of("b"), Map.of(), "'b'");
        refused(Map.of(), Optional.of("b"), Map.of(), "none");
        refused(Map.of("not a name", ""), Optional.empty(), Map.of(), "'not a name'");
        refused(Map.of(), Optional.empty(), Map.of("v", Map.of()), "vary 'v'");
        refused(Map.of(), Optional.empty(), Map.of("v", Map.of("x", 0.0)), "must be above 0");
        refused(Map.of(), Optional.empty(), Map.of("v", Map.of("x", Double.NaN)), "NaN");
        refused(Map.of(), Optional.empty(), Map.of("content", Map.of("x", 1.0)), "always there");
        refused(Map.of("v", ""), Optional.empty(), Map.of("v", Map.of("x", 1.0)), "field of 'output'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TemplateConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()))
                .withMessageContaining("'prompt'");
    }

    private static void refused(
            Map<String, String> output,
            Optional<String> response,
            Map<String, Map<String, Double>> vary,
            String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inline("x", output, response, vary))
                .withMessageContaining(message);
    }
}
