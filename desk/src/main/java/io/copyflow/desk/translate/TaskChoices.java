package io.copyflow.desk.translate;

import io.copyflow.schemas.directory.Person;
import java.util.List;

/**
 * What somebody may do with a translation beside working on it.
 *
 * @param isMine whether this person holds it
 * @param holder who does; empty for nobody. What was chosen stays chosen while it is the same
 * @param mayClaim whether this person may claim it now, or once more and go on where it is held already
 * @param mayTakeBack whether this person may put it back into the queue for somebody else
 * @param translators who may be given it; none when this person may not give it to anybody
 */
public record TaskChoices(
        boolean isMine, String holder, boolean mayClaim, boolean mayTakeBack, List<Person> translators) {}
