package io.copyflow.translate;

import io.copyflow.catalogue.Topics;
import io.copyflow.runtime.Stage;
import io.copyflow.schemas.state.TranslationState;
import io.copyflow.translate.checks.StandardChecks;
import io.copyflow.translate.domain.Translation;
import io.copyflow.translate.domain.TranslationCommand;
import io.copyflow.translate.domain.TranslationDecider;
import io.copyflow.translate.domain.TranslationEvent;
import io.copyflow.translate.wire.QueueWire;
import io.copyflow.translate.wire.TextShelf;
import io.copyflow.translate.wire.TranslationWire;
import java.util.List;

/** The stage that keeps the translation queues. */
public final class TranslateStage {

    private TranslateStage() {}

    public static Stage<Translation, TranslationCommand, TranslationEvent> stage() {
        return new Stage<>(
                Topics.TRANSLATE,
                "translation",
                List.of(Topics.STORY_EVENTS, Topics.TRANSLATION_COMMANDS, Topics.REVIEW_EVENTS, Topics.KILLS),
                List.of(Topics.TRANSLATION_EVENTS, Topics.DRAFT_REQUESTS, Topics.MEMORY),
                new TranslationDecider(new StandardChecks()),
                new TranslationWire(),
                TranslationState.class,
                List.of(TranslationWire.SOURCES, TranslationWire.HANDED_IN, QueueWire.QUEUE, TextShelf.TEXTS));
    }
}
