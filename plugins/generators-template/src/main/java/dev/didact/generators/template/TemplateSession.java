package dev.didact.generators.template;

import dev.didact.api.DidactException;
import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Fields;
import dev.didact.api.model.Message;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Asks once a job. An answer that failed, was refused, cut off or is empty makes no sample.
final class TemplateSession implements Generator.Session {
    private final TemplateConfig config;
    private final PromptTemplate prompt;
    private final Optional<PromptTemplate> system;
    private final Vary vary;
    private final Settings settings;
    private final Optional<Shape> shape;

    TemplateSession(TemplateConfig config, PromptTemplate prompt, Optional<PromptTemplate> system, Vary vary) {
        this.config = config;
        this.prompt = prompt;
        this.system = system;
        this.vary = vary;
        this.settings = new Settings(
                config.temperature().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                config.maxTokens().map(OptionalInt::of).orElse(OptionalInt.empty()),
                List.of());
        this.shape = config.output().isEmpty() ? Optional.empty() : Optional.of(shape(config.output()));
    }

    private static Shape shape(Map<String, String> output) {
        return new Shape(
                "sample",
                output.entrySet().stream()
                        .map(field -> Shape.Field.text(field.getKey(), field.getValue()))
                        .toList());
    }

    @Override
    public Step<List<Sample>> generate(Generator.Job job) throws DidactException {
        Map<String, String> drawn = vary.draw(job);
        Map<String, Object> variables = Variables.of(job, drawn);
        var messages = new ArrayList<Message>();
        if (system.isPresent()) {
            messages.add(Message.system(system.get().render(variables)));
        }
        String asked = prompt.render(variables);
        messages.add(Message.user(asked));
        return Step.ask(new Request(Request.MODEL, messages, shape, settings), reply -> samples(asked, drawn, reply));
    }

    private List<Sample> samples(String asked, Map<String, String> drawn, Reply reply) {
        return switch (reply) {
            case Reply.Failed _ -> List.of();
            case Answered answered when answered.finish() != Finish.STOP -> List.of();
            case Answered answered -> sample(asked, drawn, answered).stream().toList();
        };
    }

    private Optional<Sample> sample(String asked, Map<String, String> drawn, Answered answered) {
        var columns = new TreeMap<>(drawn);
        String response = answered.text();
        Optional<String> field = config.responseField();
        if (field.isPresent()) {
            Fields fields = answered.inShape();
            for (String name : config.output().keySet()) {
                if (!name.equals(field.get())) {
                    columns.put(name, fields.text(name));
                }
            }
            response = fields.text(field.get());
        }
        return response.isBlank()
                ? Optional.empty()
                : Optional.of(Sample.of(asked, response).withColumns(columns));
    }
}
