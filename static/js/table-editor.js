/* The table block of the page editor: Wagtail's spreadsheet, with buttons below it that add and
   remove rows and columns. Its own menu needs a right mouse button. */

const Spreadsheet = window.telepath.constructors["wagtail.widgets.TableInput"];
const tables = new WeakMap(); // a container element, and the spreadsheet in it

window.Handsontable.hooks.add("afterInit", function () {
  tables.set(this.rootElement, this);
});

const ACTIONS = {
  addRow: (table) => table.alter("insert_row", table.countRows()),
  addColumn: (table) => table.alter("insert_col", table.countCols()),
  removeRow: (table) => table.countRows() > 1 && table.alter("remove_row", table.countRows() - 1),
  removeColumn: (table) => table.countCols() > 1 && table.alter("remove_col", table.countCols() - 1),
};

function button(name, word, container) {
  const place = document.createElement("span"); // Wagtail indents a button after a button
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button button-small button-secondary";
  element.dataset.tableAction = name;
  element.textContent = word;
  element.addEventListener("click", () => ACTIONS[name](tables.get(container)));
  place.append(element);
  return place;
}

class TitledTableInput extends Spreadsheet {
  constructor(options, strings, buttons) {
    super(options, strings);
    this.buttons = buttons;
  }

  render(placeholder, name, id, state) {
    const widget = super.render(placeholder, name, id, state);
    const container = document.getElementById(`${id}-handsontable-container`);
    const row = document.createElement("div");
    row.className = "w-flex w-flex-wrap w-gap-2 w-mt-4";
    for (const [action, word] of Object.entries(this.buttons)) {
      row.append(button(action, word, container));
    }
    container.after(row);
    return widget;
  }
}

window.telepath.register("quartiers.widgets.TableInput", TitledTableInput);
