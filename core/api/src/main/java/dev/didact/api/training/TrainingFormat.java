package dev.didact.api.training;

/// A form of training data as a trainer documents it, to the letter of its field names.
public enum TrainingFormat {
    /// TRL, conversational language modelling: `messages`.
    TRL_MESSAGES(Content.ANSWERS),
    /// TRL, prompt-completion: `prompt`, `completion`.
    TRL_PROMPT_COMPLETION(Content.ANSWERS),
    /// TRL, preference with an explicit prompt: `prompt`, `chosen`, `rejected`.
    TRL_PREFERENCE(Content.PAIRS),
    /// TRL, unpaired preference, which KTO and BCO learn from: `prompt`, `completion`, `label`.
    TRL_KTO(Content.LABELLED_ANSWERS),
    /// LLaMA-Factory, supervised fine-tuning: Alpaca lines and `dataset_info.json`.
    LLAMA_FACTORY_SFT(Content.ANSWERS),
    /// LLaMA-Factory, preference: `instruction`, `input`, `chosen`, `rejected` and `dataset_info.json` with `ranking`.
    LLAMA_FACTORY_PREFERENCE(Content.PAIRS),
    /// LLaMA-Factory, KTO: Alpaca lines with `kto_tag` and `dataset_info.json`.
    LLAMA_FACTORY_KTO(Content.LABELLED_ANSWERS),
    /// Axolotl, `type: chat_template`: `messages`, and `datasets.yaml`.
    AXOLOTL_MESSAGES(Content.ANSWERS),
    /// Axolotl, `rl: dpo`, `type: chat_template.default`: `messages`, `chosen`, `rejected`, and `datasets.yaml`.
    AXOLOTL_PREFERENCE(Content.PAIRS),
    /// Axolotl, `rl: kto` with fields of one's own: `prompt`, `completion`, `label`, and `datasets.yaml`.
    AXOLOTL_KTO(Content.LABELLED_ANSWERS),
    /// torchtune, `chat_dataset`: `messages`, and `dataset.yaml`.
    TORCHTUNE_MESSAGES(Content.ANSWERS),
    /// torchtune, `preference_dataset`: `chosen` and `rejected` as whole conversations, and `dataset.yaml`.
    TORCHTUNE_PREFERENCE(Content.PAIRS),
    /// Alpaca: `instruction`, `input`, `output`.
    ALPACA(Content.ANSWERS),
    /// ShareGPT: `conversations` of `from` and `value`.
    SHAREGPT(Content.ANSWERS);

    private final Content content;

    TrainingFormat(Content content) {
        this.content = content;
    }

    /// What a line of it holds.
    public Content content() {
        return content;
    }

    /// What a line of a format can hold.
    public enum Content {
        /// An accepted answer.
        ANSWERS,
        /// An accepted or a rejected answer, with its label.
        LABELLED_ANSWERS,
        /// An accepted and a rejected answer to the same prompt.
        PAIRS
    }
}
