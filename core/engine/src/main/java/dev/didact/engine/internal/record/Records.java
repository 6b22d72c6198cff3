package dev.didact.engine.internal.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Reply;
import dev.didact.engine.RunEvent;
import dev.didact.engine.internal.exchange.Exchange;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns records into JSON and back: keys in camelCase and in the order of the components, enum values in kebab-case,
/// nothing written for what is absent, sealed types told apart by a word.
public final class Records {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion
                    .withValueInclusion(JsonInclude.Include.NON_ABSENT)
                    .withContentInclusion(JsonInclude.Include.NON_ABSENT))
            .addMixIn(CriterionResult.class, CriterionResultWords.class)
            .addMixIn(Verdict.class, VerdictWords.class)
            .addMixIn(Reply.class, ReplyWords.class)
            .addMixIn(Scale.class, ScaleWords.class)
            .addMixIn(Evidence.class, ComponentsOnly.class)
            .addMixIn(RunEvent.class, EventWords.class)
            .addMixIn(Exchange.class, ExchangeKeys.class)
            .addMixIn(Exchange.Content.class, ContentKeys.class)
            .addMixIn(RunEvent.RoundFinished.class, ComponentsOnly.class)
            .build();
    private static final JsonMapper ESCAPED =
            MAPPER.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final JsonMapper STRICT = MAPPER.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Records() {}

    /// The record as a JSON object.
    public static ObjectNode write(Object record) {
        return (ObjectNode) MAPPER.<JsonNode>valueToTree(record);
    }

    /// The record as the bytes of a JSON object, the same at each time. A text with half of a surrogate pair, for which
    /// UTF-8 has no form, is written with everything beyond ASCII as escapes.
    public static byte[] bytes(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JacksonException loneSurrogate) {
            return ESCAPED.writeValueAsBytes(record);
        }
    }

    /// The record that a JSON object stands for.
    ///
    /// @throws tools.jackson.core.JacksonException if it stands for none
    public static <T> T read(JsonNode json, Class<T> type) {
        return MAPPER.treeToValue(json, type);
    }

    /// The record that a line of a file stands for, which people may have written: keys that it has not, keys that
    /// stand twice and values of another type are errors.
    ///
    /// @throws tools.jackson.core.JacksonException if it stands for none, with where in the line
    public static <T> T strictly(byte[] json, Class<T> type) {
        return STRICT.readValue(json, type);
    }

    /// An empty JSON object.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = CriterionResult.Scored.class, name = "scored"),
        @JsonSubTypes.Type(value = CriterionResult.Abstained.class, name = "abstained"),
        @JsonSubTypes.Type(value = CriterionResult.Ungraded.class, name = "ungraded"),
        @JsonSubTypes.Type(value = CriterionResult.NotApplicable.class, name = "not-applicable")
    })
    private interface CriterionResultWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Verdict.Accepted.class, name = "accepted"),
        @JsonSubTypes.Type(value = Verdict.Rejected.class, name = "rejected"),
        @JsonSubTypes.Type(value = Verdict.Quarantined.class, name = "quarantined")
    })
    private interface VerdictWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Reply.Answered.class, name = "answered"),
        @JsonSubTypes.Type(value = Reply.Failed.class, name = "failed")
    })
    private interface ReplyWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "scale")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Scale.Levels.class, name = "levels"),
        @JsonSubTypes.Type(value = Scale.Range.class, name = "range")
    })
    private interface ScaleWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RunEvent.Started.class, name = "run.started"),
        @JsonSubTypes.Type(value = RunEvent.Progress.class, name = "progress"),
        @JsonSubTypes.Type(value = RunEvent.Decided.class, name = "sample.decided"),
        @JsonSubTypes.Type(value = RunEvent.RoundFinished.class, name = "round.finished"),
        @JsonSubTypes.Type(value = RunEvent.ModelDown.class, name = "model.down"),
        @JsonSubTypes.Type(value = RunEvent.ModelUp.class, name = "model.up"),
        @JsonSubTypes.Type(value = RunEvent.Finished.class, name = "run.finished")
    })
    private interface EventWords {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Exchange.Answered.class), @JsonSubTypes.Type(Exchange.Failed.class)})
    private interface ExchangeKeys {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({
        @JsonSubTypes.Type(Exchange.Content.Text.class),
        @JsonSubTypes.Type(Exchange.Content.Bytes.class),
        @JsonSubTypes.Type(Exchange.Content.Blob.class)
    })
    private interface ContentKeys {}

    /// A record whose methods must not be taken for components.
    @JsonIgnoreProperties(ignoreUnknown = true)
    private interface ComponentsOnly {}
}
