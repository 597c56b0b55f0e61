#!/usr/bin/env node
import { version } from '../src/index.js';

process.stdout.write(`${version}\n`);
