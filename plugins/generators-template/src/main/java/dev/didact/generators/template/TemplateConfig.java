package dev.didact.generators.template;

import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Min;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is asked, and what of the answer is the sample.
///
/// @param prompt file with the template of the prompt, relative to the recipe
/// @param text the template of the prompt itself, instead of a file
/// @param system template of the message that sets the rules
/// @param output fields of the answer, each with what to write there; free text where there are none
/// @param response which field of the answer is the sample's response; the others become columns
/// @param temperature 0 for the likeliest answer; left to the model where absent
/// @param maxTokens where an answer is cut off; left to the model where absent
/// @param vary columns that are drawn for each sample: a name, its values, and the weight of each
public record TemplateConfig(
        @Example("question.md") Optional<Path> prompt,
        Optional<String> text,
        Optional<String> system,
        @Default("{}") Map<String, String> output,
        Optional<String> response,
        @Min(0) Optional<Double> temperature,
        @Min(1) Optional<Integer> maxTokens,
        @Default("{}") Map<String, Map<String, Double>> vary) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";

    public TemplateConfig {
        output = Collections.unmodifiableMap(new LinkedHashMap<>(output));
        vary = Collections.unmodifiableMap(new LinkedHashMap<>(vary));
        if (prompt.isPresent() == text.isPresent()) {
            throw new IllegalArgumentException(
                    prompt.isPresent()
                            ? "give the prompt as a file with 'prompt' or here with 'text', not both"
                            : "give the prompt as a file with 'prompt' or here with 'text'");
        }
        checkNames("output", output.keySet());
        checkNames("vary", vary.keySet());
        checkResponse(output, response);
        vary.forEach(TemplateConfig::checkWeights);
        for (String name : vary.keySet()) {
            if (Variables.RESERVED.contains(name) || output.containsKey(name)) {
                throw new IllegalArgumentException("vary '" + name + "' has the name of "
                        + (output.containsKey(name) ? "a field of 'output'" : "a variable that is always there")
                        + "; give it another");
            }
        }
    }

    /// The field of the answer that is the sample's response; nothing where the whole answer is.
    Optional<String> responseField() {
        return response.or(() -> output.keySet().stream().findFirst());
    }

    private static void checkNames(String where, Set<String> names) {
        for (String name : names) {
            if (!name.matches(NAME)) {
                throw new IllegalArgumentException(
                        "names in '" + where + "' are letters, digits, '_' and '-', but one is '" + name + "'");
            }
        }
    }

    private static void checkResponse(Map<String, String> output, Optional<String> response) {
        if (response.isPresent() && !output.containsKey(response.get())) {
            throw new IllegalArgumentException("response must name a field of 'output', which has "
                    + (output.isEmpty() ? "none" : String.join(", ", output.keySet())) + ", but is '" + response.get()
                    + "'");
        }
        if (response.isEmpty() && output.size() > 1) {
            throw new IllegalArgumentException("say with 'response' which field of 'output' is the sample's response: "
                    + String.join(", ", output.keySet()));
        }
    }

    private static void checkWeights(String name, Map<String, Double> weights) {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("vary '" + name + "' has no values; write them as VALUE: WEIGHT");
        }
        weights.forEach((value, weight) -> {
            if (!(weight > 0 && weight <= 1e9)) {
                throw new IllegalArgumentException(
                        "the weight of '" + value + "' in vary '" + name + "' must be above 0 but is " + weight);
            }
        });
    }
}
