package dev.didact.exporters.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Exporter;
import dev.didact.api.Fault;
import dev.didact.api.NoConfig;
import dev.didact.api.data.Receipt;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Abstained;
import dev.didact.api.grading.CriterionResult.NotApplicable;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Span;
import dev.didact.testkit.Decided;
import dev.didact.testkit.FullExporterContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonlExporterTest extends FullExporterContract<NoConfig> {
    @Override
    protected Exporter<NoConfig> exporter() {
        return new JsonlExporter();
    }

    @Override
    protected List<Example> examples() {
        return List.of(example(Decided.rejected("3/2", "2+2", "5"))
                .writes("accepted.jsonl", "")
                .writes("rejected.jsonl", wholeLine() + "\n"));
    }

    /// All that is known of a sample, in a fixed order.
    private static String wholeLine() {
        String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        String document = Decided.passage("2+2").origin().sha256();
        return "{\"ref\":\"3/2\",\"item\":{\"id\":\"2+2\",\"content\":\"2+2\",\"columns\":{},"
                + "\"level\":null},\"sampleIndex\":0,\"attempt\":1,\"prompt\":\"2+2\",\"response\":\"5\","
                + "\"text\":null,\"columns\":{},\"verdict\":\"rejected\",\"criterion\":\"right\",\"rule\":null,"
                + "\"score\":0.0,\"criteria\":[{\"id\":\"right\",\"rubric\":\"test.right@1\","
                + "\"result\":\"scored\",\"level\":\"no\",\"score\":0.0,\"reason\":null,\"evidence\":[{"
                + "\"rationale\":\"as the test says\",\"claim\":null,\"inSample\":null,\"inSource\":null}]}],"
                + "\"licence\":\"CC0-1.0\",\"provenance\":{\"derivedFrom\":[{\"source\":\"test\","
                + "\"document\":\"2+2\",\"documentHash\":\"" + document + "\",\"start\":0,\"end\":3,"
                + "\"role\":\"item\",\"licence\":{\"declared\":\"CC0-1.0\",\"concluded\":\"CC0-1.0\","
                + "\"evidence\":\"made for a test\"}}],\"generatedBy\":{\"run\":3,\"round\":1,"
                + "\"step\":\"step\",\"generator\":\"test.write@1\",\"promptHash\":\"" + empty
                + "\",\"randomSeed\":7,\"level\":5},\"models\":[{\"provider\":\"test.model\","
                + "\"name\":\"model\",\"family\":\"test\",\"checkpoint\":null,\"termsLicence\":\"CC0-1.0\","
                + "\"served\":\"local\"}],\"because\":[\"source 'test': CC0-1.0\","
                + "\"model 'model': CC0-1.0\"]}}";
    }

    private JsonNode line(DecidedSample decided) throws Exception {
        Export export = export(config(), List.of(decided));
        String all = String.join("", export.files().values());
        return JsonMapper.shared().readTree(all);
    }

    @Test
    void everySampleIsInTheFileOfItsVerdict() throws Exception {
        Export export = export(config(), oddSamples());

        assertThat(export.lines("accepted.jsonl")).hasSize(2).allMatch(line -> line.contains("\"accepted\""));
        assertThat(export.lines("rejected.jsonl")).hasSize(1).allMatch(line -> line.contains("\"rejected\""));
        assertThat(export.lines("quarantined.jsonl")).hasSize(1).allMatch(line -> line.contains("\"quarantined\""));
        assertThat(export.receipt().files())
                .containsExactly(
                        new Receipt.Written("accepted.jsonl", 2),
                        new Receipt.Written("rejected.jsonl", 1),
                        new Receipt.Written("quarantined.jsonl", 1));
        assertThat(export.receipt().skipped()).isEmpty();
    }

    @Test
    void everyKindOfResultKeepsItsKind() throws Exception {
        List<CriterionResult> results = List.of(
                new Scored(
                        Optional.of("no"),
                        0,
                        List.of(Evidence.claim(
                                new Span("response", 0, 1, "5"),
                                Optional.of(new Span("prompt", 0, 3, "2+2")),
                                ClaimState.CONTRADICTED,
                                "the sum is 4"))),
                new Abstained("it does not know"),
                Ungraded.of(Fault.Kind.NO_SOURCE, "nothing to hold it against"),
                new NotApplicable("no reference"));
        DecidedSample plain = Decided.accepted("3/1", "2+2", "5");
        var grade = new Grade(
                results.stream()
                        .map(result -> new Grade.Entry("test@1", "c" + results.indexOf(result), result))
                        .toList(),
                OptionalDouble.empty());
        JsonNode line = line(new DecidedSample(
                plain.ref(),
                plain.item(),
                0,
                1,
                new Sample("2+2", "5", Optional.of("It is five."), Map.of("tone", "plain")),
                grade,
                plain.verdict(),
                plain.provenance()));

        assertThat(line.get("score").isNull()).isTrue();
        assertThat(line.get("text").asString()).isEqualTo("It is five.");
        assertThat(line.get("columns").get("tone").asString()).isEqualTo("plain");
        assertThat(line.get("criteria")
                        .valueStream()
                        .map(each -> each.get("result").asString()))
                .containsExactly("scored", "abstained", "ungraded", "not-applicable");
        assertThat(line.at("/criteria/0/evidence/0/claim").asString()).isEqualTo("contradicted");
        assertThat(line.at("/criteria/0/evidence/0/inSource/quote").asString()).isEqualTo("2+2");
        assertThat(line.at("/criteria/1/reason").asString()).isEqualTo("it does not know");
        assertThat(line.at("/criteria/2/reason").asString()).isEqualTo("no-source: nothing to hold it against");
        assertThat(line.at("/criteria/2/score").isNull()).isTrue();
    }
}
