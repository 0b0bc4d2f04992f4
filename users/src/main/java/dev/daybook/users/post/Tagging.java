package dev.daybook.users.post;

import static java.util.Comparator.comparing;

import dev.daybook.users.post.TagCommand.CreateTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Finds tags by their names, and creates those that do not exist yet. */
@Component
class Tagging {
    private final Tags tags;
    private final CommandGateway commands;

    Tagging(Tags tags, CommandGateway commands) {
        this.tags = tags;
        this.commands = commands;
    }

    /** The tags in the order of these names, which are all different. */
    List<TagId> tagsNamed(List<TagName> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var ids = new HashMap<String, TagId>();
        tags.findByNameKeyIn(names.stream().map(TagName::key).toList())
                .forEach(tag -> ids.put(tag.nameKey(), tag.tagId()));
        var unknown =
                names.stream().filter(name -> !ids.containsKey(name.key())).toList();
        var created = newTags(unknown);
        // Sorted by key in every command, so that two commands which create the same tags do not deadlock.
        created.stream().sorted(comparing(tag -> tag.name().key())).forEach(commands::sendAndWait);
        created.forEach(tag -> ids.put(tag.name().key(), tag.tag()));
        return names.stream().map(name -> ids.get(name.key())).toList();
    }

    /** Gives each a slug that differs from the others' too, whose rows cannot be seen yet. */
    private List<CreateTag> newTags(List<TagName> names) {
        var given = new HashSet<String>();
        var created = new ArrayList<CreateTag>();
        for (var name : names) {
            var slug = name.slug().orNextFree(TagName.MAX_SLUG, slugs -> {
                var taken = new HashSet<>(given);
                taken.addAll(tags.findTakenSlugs(slugs));
                return taken;
            });
            given.add(slug.value());
            created.add(new CreateTag(TagId.random(), name, slug));
        }
        return created;
    }
}
