package dev.daybook.catalog.product;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductCommand.LeaveCategory;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

class CategoryProductRowsTest {
    private static final CategoryId BOOKS = CategoryId.random();
    private static final ProductId EMMA = ProductId.random();
    private static final ProductId DRACULA = ProductId.random();

    private final Products products = mock();
    private final CommandGateway commands = mock();
    private final CategoryProductRows rows = new CategoryProductRows(products, commands);

    @Test
    void every_product_of_a_category_is_told_to_leave_it() {
        when(products.findIdsInCategory(BOOKS.value())).thenReturn(List.of(EMMA.value(), DRACULA.value()));
        rows.detachFrom(BOOKS);
        var order = inOrder(commands);
        order.verify(commands).sendAndWait(new LeaveCategory(EMMA, BOOKS));
        order.verify(commands).sendAndWait(new LeaveCategory(DRACULA, BOOKS));
        order.verifyNoMoreInteractions();
    }

    @Test
    void no_further_product_is_told_to_leave_after_one_that_cannot() {
        when(products.findIdsInCategory(BOOKS.value())).thenReturn(List.of(EMMA.value(), DRACULA.value()));
        when(commands.sendAndWait(new LeaveCategory(EMMA, BOOKS)))
                .thenThrow(new IllegalStateException("Glued to the shelf"));
        assertThatIllegalStateException().isThrownBy(() -> rows.detachFrom(BOOKS));
        verify(commands, never()).sendAndWait(new LeaveCategory(DRACULA, BOOKS));
    }

    @Test
    void nothing_is_sent_for_a_category_without_products() {
        rows.detachFrom(BOOKS);
        verifyNoInteractions(commands);
    }
}
