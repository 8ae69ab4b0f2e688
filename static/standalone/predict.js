// STUB
export class Predict {
  constructor() {}
  open() {}
}
