// STUB
export class Take {
  constructor() {}
  open() {}
}
