package dev.didact.models.endpoints;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Usage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What an endpoint gives as the model's answer.
///
/// @param text empty text where there is none, nothing where the content is no text
/// @param ending why it ends
/// @param reason the same in the endpoint's word
/// @param usage what it used
record Choice(Optional<String> text, Ending ending, String reason, Usage usage) {
    /// Why an answer ends.
    enum Ending {
        /// The model came to its end.
        STOP,
        /// The limit of tokens cut it off.
        LENGTH,
        /// The model or its filter declined.
        REFUSED,
        /// It does not: what came is not all.
        UNFINISHED,
        /// For a reason that says neither; what came may be half an answer.
        OTHER
    }

    /// The same for the engine. What is not exactly an answer is no answer.
    Reply reply(Failures failures) throws DidactException {
        return switch (ending) {
            case REFUSED -> answered(text.orElse(""), Finish.REFUSED);
            case UNFINISHED -> throw failures.cutOff("the answer says that it is not finished");
            case STOP -> whole(Finish.STOP);
            case LENGTH -> whole(Finish.LENGTH);
            case OTHER ->
                whole(Finish.STOP) instanceof Reply.Failed failed
                        ? failed
                        : Reply.Failed.of(
                                Fault.Kind.UNPARSEABLE,
                                "the answer ends for a reason that may leave it incomplete: '" + reason + "'");
        };
    }

    private Reply whole(Finish finish) {
        if (text.isEmpty()) {
            return Reply.Failed.of(Fault.Kind.UNPARSEABLE, "the content of the answer is not text");
        }
        if (text.get().isBlank()) {
            return Reply.Failed.of(
                    Fault.Kind.EMPTY_REPLY,
                    finish == Finish.LENGTH
                            ? "the limit of tokens was used up before the answer began"
                            : "the answer holds no text (finish reason '" + reason + "')");
        }
        return answered(text.get(), finish);
    }

    private Reply answered(String answer, Finish finish) {
        return new Reply.Answered(answer, Optional.empty(), finish, usage);
    }

    /// The text of a content; empty text where it is left out, nothing where it is of another kind.
    static Optional<String> textOf(JsonNode content) {
        if (content.isString()) {
            return Optional.of(content.stringValue());
        }
        return content.isMissingNode() || content.isNull() ? Optional.of("") : Optional.empty();
    }

    /// A count of tokens; 0 where it is none.
    static long tokens(JsonNode count) {
        return count.isIntegralNumber() && count.canConvertToLong() ? Math.max(0, count.longValue()) : 0;
    }
}
