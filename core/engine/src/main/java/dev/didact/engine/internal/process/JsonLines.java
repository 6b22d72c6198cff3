package dev.didact.engine.internal.process;

import dev.didact.api.Generator;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.internal.record.Masked;
import dev.didact.engine.internal.record.Records;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The records of the API as the protocol writes them.
final class JsonLines {
    /// Of two values under one name neither counts: the line is no answer.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonLines() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Reads one line, with secrets masked however the line writes them.
    ///
    /// @throws JacksonException if it is not JSON
    static JsonNode read(String line) {
        JsonNode json = JSON.readTree(line);
        return KnownSecrets.isEmpty() ? json : Masked.texts(json);
    }

    static String line(JsonNode node) {
        return JSON.writeValueAsString(node) + "\n";
    }

    static ObjectNode subject(Subject subject) {
        ObjectNode json = object();
        json.set("sample", sample(subject.sample()));
        json.put("sampleIndex", subject.sampleIndex());
        json.set("item", item(subject.item()));
        json.set("sources", passages(subject.sources()));
        subject.reference().ifPresent(reference -> json.put("reference", reference));
        json.set("inputs", texts(subject.inputs()));
        ArrayNode siblings = json.putArray("siblings");
        subject.siblings().forEach(sibling -> siblings.add(sample(sibling)));
        subject.earlier().ifPresent(earlier -> json.set("earlier", earlier(earlier)));
        return json;
    }

    private static ObjectNode earlier(Earlier earlier) {
        ObjectNode json = object().put("samples", earlier.samples());
        earlier.nearest()
                .ifPresent(nearest -> json.putObject("nearest")
                        .put("item", nearest.item())
                        .put("sampleIndex", nearest.sampleIndex())
                        .put("similarity", nearest.similarity()));
        return json;
    }

    static ObjectNode draw(Draw draw) {
        ObjectNode json = object().put(
                        "purpose",
                        draw.purpose().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("round", draw.round());
        draw.level().ifPresent(level -> json.put("level", level));
        return json;
    }

    static ObjectNode job(Generator.Job job) {
        ObjectNode json = object();
        json.set("item", item(job.item()));
        json.set("sources", passages(job.item().passages()));
        json.put("sampleIndex", job.sampleIndex());
        json.put("attempt", job.attempt());
        job.revise().ifPresent(rejected -> json.set("revise", decided(rejected)));
        return json;
    }

    static ObjectNode call(ModelCall call) {
        ObjectNode json = object();
        ArrayNode messages = json.putArray("messages");
        for (Message message : call.messages()) {
            messages.addObject().put("role", message.role().toString()).put("content", message.content());
        }
        call.shape().ifPresent(shape -> json.set("shape", Records.write(shape)));
        call.settings().temperature().ifPresent(temperature -> json.put("temperature", temperature));
        call.settings().maxTokens().ifPresent(tokens -> json.put("maxTokens", tokens));
        if (!call.settings().stop().isEmpty()) {
            ArrayNode stop = json.putArray("stop");
            call.settings().stop().forEach(stop::add);
        }
        return json.put("randomSeed", call.randomSeed());
    }

    static ObjectNode decided(DecidedSample decided) {
        Provenance provenance = decided.provenance();
        ObjectNode json = object();
        json.put("ref", decided.ref());
        json.put("step", provenance.generatedBy().step());
        json.put("round", provenance.generatedBy().round());
        json.put("item", decided.item().id());
        json.put("sampleIndex", decided.sampleIndex());
        json.put("attempt", decided.attempt());
        json.put("prompt", decided.sample().prompt());
        json.put("response", decided.sample().response());
        decided.sample().text().ifPresent(text -> json.put("text", text));
        json.set("columns", texts(decided.sample().columns()));
        json.put("verdict", decided.verdict().word());
        switch (decided.verdict()) {
            case Verdict.Accepted() -> {
                // the word says all
            }
            case Verdict.Rejected(String criterion) -> json.put("criterion", criterion);
            case Verdict.Quarantined(String rule) -> json.put("rule", rule);
        }
        decided.grade().total().ifPresent(total -> json.put("score", total));
        ObjectNode criteria = json.putObject("criteria");
        decided.grade().criteria().forEach(entry -> criteria.set(entry.criterion(), Records.write(entry.result())));
        json.put("licence", provenance.licence());
        json.set("provenance", Records.write(provenance));
        return json;
    }

    static ObjectNode pair(String step, Lesson.Pair pair) {
        ObjectNode json = object();
        json.put("step", step);
        json.set("chosen", decided(pair.chosen()));
        json.set("rejected", decided(pair.rejected()));
        return json;
    }

    static ObjectNode texts(Map<String, String> texts) {
        ObjectNode json = object();
        texts.forEach(json::put);
        return json;
    }

    private static ObjectNode sample(Sample sample) {
        ObjectNode json = object();
        json.put("prompt", sample.prompt());
        json.put("response", sample.response());
        json.set("columns", texts(sample.columns()));
        return json;
    }

    private static ObjectNode item(Item item) {
        ObjectNode json = object();
        json.put("id", item.id());
        json.put("content", item.content());
        json.set("columns", texts(item.columns()));
        item.level().ifPresent(level -> json.put("level", level));
        return json;
    }

    private static ArrayNode passages(List<Passage> passages) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Passage passage : passages) {
            json.addObject()
                    .put("document", passage.document())
                    .put("start", passage.start())
                    .put("end", passage.end())
                    .put("text", passage.text());
        }
        return json;
    }
}
