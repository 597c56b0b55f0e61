// A board of cards. Removed cards are kept, so that the removal can be undone; nothing ever shortens that list.
import { CardView } from './src/card-view.js';

const board = document.getElementById('board');
const undoStack = [];

window.round = (number) => {
  for (let i = 0; i < 20; i++) {
    const view = new CardView(`Card ${number}.${i}`);
    board.append(view.element);
    view.element.querySelector('button').click();
    undoStack.push(view);
  }
};
