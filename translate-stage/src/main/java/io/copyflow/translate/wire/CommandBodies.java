package io.copyflow.translate.wire;

import io.copyflow.schemas.translation.AcknowledgeSource;
import io.copyflow.schemas.translation.ClaimTranslation;
import io.copyflow.schemas.translation.ReassignTranslation;
import io.copyflow.schemas.translation.ReleaseClaim;
import io.copyflow.schemas.translation.SaveDraft;
import io.copyflow.schemas.translation.SubmitTranslation;
import io.copyflow.translate.domain.DraftSegment;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What people ask, to Avro: the other way than {@link CommandWire}. */
public final class CommandBodies {

    private CommandBodies() {}

    public static SpecificRecord claim() {
        return new ClaimTranslation();
    }

    public static SpecificRecord release() {
        return new ReleaseClaim();
    }

    public static SpecificRecord reassign(String translator) {
        return new ReassignTranslation(translator);
    }

    public static SpecificRecord saveDraft(int sourceRevision, List<DraftSegment> segments) {
        return new SaveDraft(sourceRevision, TextWire.drafted(segments));
    }

    public static SpecificRecord acknowledge(int sourceRevision, List<String> segments) {
        return new AcknowledgeSource(sourceRevision, segments);
    }

    public static SpecificRecord submit(int sourceRevision, List<DraftSegment> segments) {
        return new SubmitTranslation(sourceRevision, TextWire.drafted(segments));
    }
}
