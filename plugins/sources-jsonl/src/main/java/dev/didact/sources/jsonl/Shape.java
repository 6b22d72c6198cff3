package dev.didact.sources.jsonl;

import java.util.Locale;

/// The forms in which people keep training data, and where each has question and answer.
///
/// | Shape | Question | Answer | Columns of its own |
/// |---|---|---|---|
/// | `messages`, `sharegpt` | last turn of the user | last turn of the assistant | `system`, `history` |
/// | `preference` | `prompt`, or what `chosen` begins with | end of `chosen` | `rejected`, and of a conversation those above |
/// | `prompt-completion` | `prompt` | `completion`, unless `label` says that it is a bad one | `rejected` where it is; of a conversation those above |
/// | `alpaca` | `instruction`, and `input` behind an empty line | `output` | `input` |
/// | `prompt` | `prompt` | | |
/// | `text` | `text` | | |
public enum Shape {
    /// Whichever of the others a line has.
    AUTO,
    /// OpenAI: `messages`, each with `role` and `content`.
    MESSAGES,
    /// ShareGPT: `conversations`, each with `from` and `value`.
    SHAREGPT,
    /// TRL: `prompt`, `chosen` and `rejected`.
    PREFERENCE,
    /// TRL: `prompt` and `completion`; with a `label` of true or false for KTO.
    PROMPT_COMPLETION,
    /// Alpaca: `instruction`, `input` and `output`.
    ALPACA,
    /// `prompt`.
    PROMPT,
    /// `text`.
    TEXT;

    String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The shape of a line.
    static Shape of(LineObject line) throws Mistake {
        if (line.has("messages")) {
            return MESSAGES;
        }
        if (line.has("conversations")) {
            return SHAREGPT;
        }
        if (line.has("chosen") && line.has("rejected")) {
            return PREFERENCE;
        }
        if (line.has("prompt")) {
            return line.has("completion") ? PROMPT_COMPLETION : PROMPT;
        }
        if (line.has("instruction")) {
            return ALPACA;
        }
        if (line.has("text")) {
            return TEXT;
        }
        throw Mistake.whole("none of the known shapes fits the fields " + line.names()
                + "; name the field that holds the question with content: FIELD");
    }

    /// Question, answer and columns of a line.
    Parts read(LineObject line) throws Mistake {
        return switch (this) {
            case AUTO -> of(line).read(line);
            case MESSAGES -> Parts.of(Chat.read("messages", line.field("messages")), "messages");
            case SHAREGPT -> Parts.of(Chat.read("conversations", line.field("conversations")), "conversations");
            case PREFERENCE -> preference(line);
            case PROMPT_COMPLETION -> completed(line);
            case ALPACA -> alpaca(line);
            case PROMPT -> asked(line, "prompt");
            case TEXT -> Parts.of(line.text("text"));
        };
    }

    private static Parts preference(LineObject line) throws Mistake {
        return asked(line, "chosen").answered(last(line, "chosen"), "chosen").with("rejected", last(line, "rejected"));
    }

    /// A completion that is labelled as a bad one is no answer.
    private static Parts completed(LineObject line) throws Mistake {
        Parts asked = asked(line, "completion");
        String completion = last(line, "completion");
        boolean bad = line.has("label")
                && line.field("label").isBoolean()
                && !line.field("label").booleanValue();
        return bad
                ? asked.with("rejected", completion).without("completion")
                : asked.answered(completion, "completion");
    }

    private static Parts alpaca(LineObject line) throws Mistake {
        String input = line.optional("input").orElse("");
        String instruction = line.text("instruction");
        Parts parts = Parts.of(input.isBlank() ? instruction : instruction + "\n\n" + input)
                .with("input", input);
        return line.optional("output").filter(output -> !output.isBlank()).isPresent()
                ? parts.answered(line.text("output"), "output")
                : parts;
    }

    /// The question in `prompt`, as a text or as a conversation, or else what the conversation in another field begins
    /// with.
    private static Parts asked(LineObject line, String other) throws Mistake {
        String field = line.has("prompt") ? "prompt" : other;
        return line.has(field) && line.field(field).isArray()
                ? Parts.of(Chat.read(field, line.field(field)).question(), field)
                : Parts.of(line.text("prompt"));
    }

    private static String last(LineObject line, String field) throws Mistake {
        return line.field(field).isArray()
                ? Chat.read(field, line.field(field)).turns().getLast().text()
                : line.text(field);
    }
}
