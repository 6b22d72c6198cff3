package dev.didact.models.endpoints;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider.Model;
import dev.didact.api.config.SecretName;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The four formats as tests drive them. Answers are written with single quotes for double ones; those of [#good] hold
/// their text between two `~`, and count 7 tokens in and 3 out.
enum Dialect {
    OPENAI("http://localhost:8000/v1", "/chat/completions") {
        @Override
        Model open(URI base, Optional<SecretName> key, Optional<Checkpoint> checkpoint, Context context)
                throws DidactException {
            var config = new OpenAiConfig(
                    "small",
                    base,
                    key,
                    "NOASSERTION",
                    DEADLINE,
                    Optional.empty(),
                    Schema.JSON_SCHEMA,
                    OpenAiConfig.Limit.MAX_TOKENS);
            return new OpenAiProvider().open(config, checkpoint, context);
        }

        @Override
        String answer(String content, String ending) {
            return "{'id':'x','choices':[{'index':0,'message':{'role':'assistant','content':" + content
                    + "},'finish_reason':" + ending + "}],'usage':{'prompt_tokens':7,'completion_tokens':3}}";
        }

        @Override
        String text(String text) {
            return "'" + text + "'";
        }

        @Override
        String ending(Ending ending) {
            return switch (ending) {
                case STOP -> "'stop'";
                case LENGTH -> "'length'";
                case FILTER -> "'content_filter'";
            };
        }

        @Override
        String withoutChoice() {
            return "{'choices':[],'usage':{'prompt_tokens':7}}";
        }
    },
    ANTHROPIC("http://localhost:8000/v1", "/messages") {
        @Override
        Model open(URI base, Optional<SecretName> key, Optional<Checkpoint> checkpoint, Context context)
                throws DidactException {
            var config = new AnthropicConfig(
                    "small",
                    base,
                    key,
                    "NOASSERTION",
                    DEADLINE,
                    Optional.empty(),
                    AnthropicConfig.Schema.JSON_SCHEMA,
                    8192,
                    AnthropicConfig.Sampling.AS_ASKED);
            return new AnthropicProvider().open(config, checkpoint, context);
        }

        @Override
        String answer(String content, String ending) {
            return "{'id':'msg_1','type':'message','role':'assistant','content':" + content + ",'stop_reason':" + ending
                    + ",'usage':{'input_tokens':7,'output_tokens':3}}";
        }

        @Override
        String text(String text) {
            return "[{'type':'text','text':'" + text + "'}]";
        }

        @Override
        String ending(Ending ending) {
            return switch (ending) {
                case STOP -> "'end_turn'";
                case LENGTH -> "'max_tokens'";
                case FILTER -> "'refusal'";
            };
        }

        @Override
        String withoutChoice() {
            return "{'type':'message','role':'assistant','stop_reason':'end_turn'}";
        }
    },
    GEMINI("http://localhost:8000/v1beta", "/models/small:generateContent") {
        @Override
        Model open(URI base, Optional<SecretName> key, Optional<Checkpoint> checkpoint, Context context)
                throws DidactException {
            var config =
                    new GeminiConfig("small", base, key, "NOASSERTION", DEADLINE, Optional.empty(), Schema.JSON_SCHEMA);
            return new GeminiProvider().open(config, checkpoint, context);
        }

        @Override
        String answer(String content, String ending) {
            return "{'candidates':[{'content':{'role':'model','parts':" + content + "},'finishReason':" + ending
                    + "}],'usageMetadata':{'promptTokenCount':7,'candidatesTokenCount':3}}";
        }

        @Override
        String text(String text) {
            return "[{'text':'" + text + "'}]";
        }

        @Override
        String ending(Ending ending) {
            return switch (ending) {
                case STOP -> "'STOP'";
                case LENGTH -> "'MAX_TOKENS'";
                case FILTER -> "'SAFETY'";
            };
        }

        @Override
        String withoutChoice() {
            return "{'candidates':[],'usageMetadata':{'promptTokenCount':7}}";
        }
    },
    OLLAMA("http://localhost:8000", "/api/chat") {
        @Override
        Model open(URI base, Optional<SecretName> key, Optional<Checkpoint> checkpoint, Context context)
                throws DidactException {
            var config = new OllamaConfig(
                    "small",
                    base,
                    key,
                    "NOASSERTION",
                    DEADLINE,
                    Optional.empty(),
                    Schema.JSON_SCHEMA,
                    Optional.empty());
            return new OllamaProvider().open(config, checkpoint, context);
        }

        @Override
        String answer(String content, String ending) {
            return "{'model':'small','message':{'role':'assistant','content':" + content
                    + "},'done':true,'done_reason':" + ending + ",'prompt_eval_count':7,'eval_count':3}";
        }

        @Override
        String text(String text) {
            return "'" + text + "'";
        }

        @Override
        String ending(Ending ending) {
            return switch (ending) {
                case STOP, FILTER -> "'stop'";
                case LENGTH -> "'length'";
            };
        }

        @Override
        String withoutChoice() {
            return "{'model':'small','done':true}";
        }
    };

    /// Why an answer ends. Ollama knows no filter.
    enum Ending {
        STOP,
        LENGTH,
        FILTER
    }

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    final String base;
    final String path;

    Dialect(String base, String path) {
        this.base = base;
        this.path = path;
    }

    abstract Model open(URI base, Optional<SecretName> key, Optional<Checkpoint> checkpoint, Context context)
            throws DidactException;

    /// A whole answer around a content and the word for its end, both as JSON.
    abstract String answer(String content, String ending);

    /// A content that is this text.
    abstract String text(String text);

    abstract String ending(Ending ending);

    /// An answer that lacks what the text stands in.
    abstract String withoutChoice();

    String answer(String text, Ending ending) {
        return json(answer(text(text), ending(ending)));
    }

    String good(String text) {
        return answer(text, Ending.STOP);
    }

    static String json(String quoted) {
        return quoted.replace('\'', '"');
    }

    /// What the model says when the endpoint answers so.
    Reply ask(Scripted endpoint) throws DidactException, InterruptedException {
        return ask(endpoint, Scripted.call("Why?"));
    }

    Reply ask(Scripted endpoint, ModelCall call) throws DidactException, InterruptedException {
        try (Model model = open(URI.create(base), Optional.of(Scripted.KEY), Optional.empty(), endpoint.context())) {
            return model.answer(List.of(call)).getFirst();
        }
    }
}
