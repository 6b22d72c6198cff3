package dev.didact.api.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The file by which a trainer finds its way in the others: a part of its configuration, with file names relative to
/// the folder.
///
/// @param name its file name
/// @param format what it describes
record Description(String name, TrainingFormat format) {
    private static final String TRAIN = "train.jsonl";
    private static final String VALIDATION = "validation.jsonl";

    static Optional<Description> of(TrainingFormat format) {
        return switch (format) {
            case LLAMA_FACTORY_SFT, LLAMA_FACTORY_PREFERENCE, LLAMA_FACTORY_KTO ->
                Optional.of(new Description("dataset_info.json", format));
            case AXOLOTL_MESSAGES, AXOLOTL_PREFERENCE, AXOLOTL_KTO ->
                Optional.of(new Description("datasets.yaml", format));
            case TORCHTUNE_MESSAGES, TORCHTUNE_PREFERENCE -> Optional.of(new Description("dataset.yaml", format));
            case TRL_MESSAGES, TRL_PROMPT_COMPLETION, TRL_PREFERENCE, TRL_KTO, ALPACA, SHAREGPT -> Optional.empty();
        };
    }

    /// @param validation whether there is a file to check training on
    String text(boolean validation) {
        return switch (format) {
            case LLAMA_FACTORY_SFT -> llamaFactory(validation, Map.of(), "response", "output");
            case LLAMA_FACTORY_PREFERENCE ->
                llamaFactory(validation, Map.of("ranking", true), "chosen", "chosen", "rejected", "rejected");
            case LLAMA_FACTORY_KTO -> llamaFactory(validation, Map.of(), "response", "output", "kto_tag", "kto_tag");
            case AXOLOTL_MESSAGES -> axolotl(validation, "", """
                        type: chat_template
                        field_messages: messages
                    """);
            case AXOLOTL_PREFERENCE -> axolotl(validation, "rl: dpo\n", """
                        type: chat_template.default
                        field_messages: messages
                        field_chosen: chosen
                        field_rejected: rejected
                    """);
            case AXOLOTL_KTO -> axolotl(validation, "rl: kto\nremove_unused_columns: false\n", """
                        type:
                          field_prompt: prompt
                          field_completion: completion
                          field_label: label
                          prompt_format: "{prompt}"
                          completion_format: "{completion}"
                    """);
            case TORCHTUNE_MESSAGES -> torchtune(validation, "chat_dataset", """
                      conversation_column: messages
                      conversation_style: openai
                    """);
            case TORCHTUNE_PREFERENCE -> torchtune(validation, "preference_dataset", "");
            case TRL_MESSAGES, TRL_PROMPT_COMPLETION, TRL_PREFERENCE, TRL_KTO, ALPACA, SHAREGPT -> "";
        };
    }

    private static String llamaFactory(boolean validation, Map<String, Object> more, String... columns) {
        var sets = new LinkedHashMap<String, Object>();
        sets.put("didact_train", llamaFactory(TRAIN, more, columns));
        if (validation) {
            sets.put("didact_validation", llamaFactory(VALIDATION, more, columns));
        }
        return Json.line(sets) + "\n";
    }

    private static Map<String, Object> llamaFactory(String file, Map<String, Object> more, String... columns) {
        var named = new LinkedHashMap<String, Object>();
        named.put("prompt", "instruction");
        named.put("query", "input");
        for (int i = 0; i < columns.length; i += 2) {
            named.put(columns[i], columns[i + 1]);
        }
        var set = new LinkedHashMap<String, Object>();
        set.put("file_name", file);
        set.putAll(more);
        set.put("columns", named);
        return set;
    }

    private static String axolotl(boolean validation, String head, String type) {
        String set = "  - path: %s\n    ds_type: json\n    split: train\n" + type;
        return head
                + "datasets:\n"
                + set.replace("%s", TRAIN)
                + (validation ? "test_datasets:\n" + set.replace("%s", VALIDATION) : "");
    }

    private static String torchtune(boolean validation, String component, String more) {
        String set = "  _component_: torchtune.datasets." + component
                + "\n  source: json\n  data_files: %s\n  split: train\n"
                + more;
        return "dataset:\n"
                + set.replace("%s", TRAIN)
                + (validation ? "dataset_val:\n" + set.replace("%s", VALIDATION) : "");
    }
}
