package dev.didact.api.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one line of training data says. [#in] gives it the field names of a format.
sealed interface TrainingLine {
    /// What is asked.
    String prompt();

    /// Whether one of its texts is empty, so that nothing could be learned from it.
    boolean lacksWords();

    /// The line as a format writes it.
    Map<String, Object> in(TrainingFormat format);

    /// An answer to learn.
    record Answer(String prompt, String response) implements TrainingLine {
        @Override
        public boolean lacksWords() {
            return prompt.isBlank() || response.isBlank();
        }

        @Override
        public Map<String, Object> in(TrainingFormat format) {
            return switch (format) {
                case TRL_MESSAGES, AXOLOTL_MESSAGES, TORCHTUNE_MESSAGES ->
                    object("messages", List.of(message("user", prompt), message("assistant", response)));
                case TRL_PROMPT_COMPLETION -> object("prompt", prompt, "completion", response);
                case ALPACA, LLAMA_FACTORY_SFT -> object("instruction", prompt, "input", "", "output", response);
                case SHAREGPT ->
                    object(
                            "conversations",
                            List.of(
                                    object("from", "human", "value", prompt),
                                    object("from", "gpt", "value", response)));
                case TRL_PREFERENCE,
                        TRL_KTO,
                        LLAMA_FACTORY_PREFERENCE,
                        LLAMA_FACTORY_KTO,
                        AXOLOTL_PREFERENCE,
                        AXOLOTL_KTO,
                        TORCHTUNE_PREFERENCE -> throw unfit(this, format);
            };
        }
    }

    /// An answer, and whether it is a good one.
    record Labelled(String prompt, String response, boolean good) implements TrainingLine {
        @Override
        public boolean lacksWords() {
            return prompt.isBlank() || response.isBlank();
        }

        @Override
        public Map<String, Object> in(TrainingFormat format) {
            return switch (format) {
                case TRL_KTO, AXOLOTL_KTO -> object("prompt", prompt, "completion", response, "label", good);
                case LLAMA_FACTORY_KTO ->
                    object("instruction", prompt, "input", "", "output", response, "kto_tag", good);
                case TRL_MESSAGES,
                        TRL_PROMPT_COMPLETION,
                        TRL_PREFERENCE,
                        LLAMA_FACTORY_SFT,
                        LLAMA_FACTORY_PREFERENCE,
                        AXOLOTL_MESSAGES,
                        AXOLOTL_PREFERENCE,
                        TORCHTUNE_MESSAGES,
                        TORCHTUNE_PREFERENCE,
                        ALPACA,
                        SHAREGPT -> throw unfit(this, format);
            };
        }
    }

    /// Two answers to one prompt, of which one is better.
    record Preference(String prompt, String chosen, String rejected) implements TrainingLine {
        @Override
        public boolean lacksWords() {
            return prompt.isBlank() || chosen.isBlank() || rejected.isBlank();
        }

        @Override
        public Map<String, Object> in(TrainingFormat format) {
            return switch (format) {
                case TRL_PREFERENCE -> object("prompt", prompt, "chosen", chosen, "rejected", rejected);
                case LLAMA_FACTORY_PREFERENCE ->
                    object("instruction", prompt, "input", "", "chosen", chosen, "rejected", rejected);
                case AXOLOTL_PREFERENCE ->
                    object(
                            "messages",
                            List.of(message("user", prompt)),
                            "chosen",
                            message("assistant", chosen),
                            "rejected",
                            message("assistant", rejected));
                case TORCHTUNE_PREFERENCE ->
                    object(
                            "chosen",
                            List.of(message("user", prompt), message("assistant", chosen)),
                            "rejected",
                            List.of(message("user", prompt), message("assistant", rejected)));
                case TRL_MESSAGES,
                        TRL_PROMPT_COMPLETION,
                        TRL_KTO,
                        LLAMA_FACTORY_SFT,
                        LLAMA_FACTORY_KTO,
                        AXOLOTL_MESSAGES,
                        AXOLOTL_KTO,
                        TORCHTUNE_MESSAGES,
                        ALPACA,
                        SHAREGPT -> throw unfit(this, format);
            };
        }
    }

    private static Map<String, Object> message(String role, String content) {
        return object("role", role, "content", content);
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static IllegalArgumentException unfit(TrainingLine line, TrainingFormat format) {
        return new IllegalArgumentException(
                format + " has no line for " + line.getClass().getSimpleName());
    }
}
